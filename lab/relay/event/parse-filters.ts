import type { Filter } from 'nostr-tools/filter';

/** The filters of a REQ or COUNT, or what is wrong with them. */
export type ParsedFilters = { filters: Filter[] } | { problem: string };

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((element) => typeof element === 'string');
const isHexes = (value: unknown): boolean =>
  Array.isArray(value) && value.every((element) => typeof element === 'string' && /^[0-9a-f]{64}$/.test(element));
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isKinds = (value: unknown): boolean =>
  Array.isArray(value) && value.every((kind) => isCount(kind) && (kind as number) <= 65535);

const RULES: Record<string, [(value: unknown) => boolean, string]> = {
  ids: [isHexes, 'an array of 64 lowercase hex characters each'],
  authors: [isHexes, 'an array of 64 lowercase hex characters each'],
  kinds: [isKinds, 'an array of whole numbers from 0 to 65535'],
  since: [isCount, 'a whole number of seconds'],
  until: [isCount, 'a whole number of seconds'],
  limit: [isCount, 'a whole number'],
  search: [(value) => typeof value === 'string', 'a string'],
};

function problemOf(name: string, value: unknown): string | undefined {
  const [holds, wanted] = RULES[name] ?? (name.startsWith('#') ? [isTexts, 'an array of strings'] : []);
  if (name.startsWith('#') && !/^#[a-zA-Z]$/.test(name)) return `${name} is not the name of a single-letter tag`;
  return holds === undefined || holds(value) ? undefined : `${name} is not ${wanted}`;
}

/** Reads filters (NIP-01, "From client to relay"). Names that neither it nor NIP-50 (`search`) knows are ignored. */
export function parseFilters(values: unknown[]): ParsedFilters {
  if (values.length === 0) return { problem: 'at least one filter is needed' };
  for (const value of values) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { problem: 'a filter is an object' };
    for (const [name, wanted] of Object.entries(value)) {
      const problem = problemOf(name, wanted);
      if (problem !== undefined) return { problem };
    }
  }
  return { filters: values as Filter[] };
}
