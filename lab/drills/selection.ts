import { LETTERS, type Letter } from './drill.ts';

/** Which drills a session is about, as ONLY and SKIP say: letters (AD) or drills (A1,B2), in any case. */
export interface Selection {
  only?: string | undefined;
  skip?: string | undefined;
}

/** Whoever called has to call otherwise. Exit code 2. */
export class UsageError extends Error {}

interface Named {
  id: string;
  letter: Letter;
}

/** Chooses of all drills. Throws an error that names the setting where a word is no letter and no drill. */
export function select<Item extends Named>(all: Item[], { only, skip }: Selection): Item[] {
  const [wanted, unwanted] = [wordsOf('ONLY', only, all), wordsOf('SKIP', skip, all)];
  const isNamed = ({ id, letter }: Item, words: string[]): boolean => words.includes(id) || words.includes(letter);
  return all.filter((item) => (wanted.length === 0 || isNamed(item, wanted)) && !isNamed(item, unwanted));
}

/** The same of planted defects, by their drills. `number` counts all of them from 1. */
export function selectPlanted<Item extends { drill: Named }>(
  all: Item[],
  selection: Selection,
): (Item & { number: number })[] {
  const wanted = new Set(
    select(
      all.map(({ drill }) => drill),
      selection,
    ),
  );
  return all.map((item, index) => ({ ...item, number: index + 1 })).filter(({ drill }) => wanted.has(drill));
}

/** The letters of what ONLY and SKIP leave, without a look at the drills: for what has to run where their modules are not. */
export function lettersLeft({ only = '', skip = '' }: Selection): Letter[] {
  const wanted = only.toUpperCase();
  const unwanted: string[] = skip.toUpperCase().match(/[A-Z]\d*/g) ?? [];
  return LETTERS.filter((letter) => (wanted.trim() === '' || wanted.includes(letter)) && !unwanted.includes(letter));
}

function wordsOf(setting: string, text: string | undefined, all: { id: string }[]): string[] {
  const words = (text ?? '').toUpperCase().match(/[A-Z]\d*|[^\s,]/g) ?? [];
  const known = [...LETTERS.map(String), ...all.map(({ id }) => id)];
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined)
    throw new UsageError(
      `${setting}: "${unknown}" is no drill: use letters (${LETTERS.join('')}) or drills (${[...new Set(all.map(({ id }) => id))].join(', ')})`,
    );
  return words;
}
