const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of `30s`, `5m` or `2h`; undefined for anything else. */
export function millisecondsOf(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  return Number(digits) * UNITS[unit as keyof typeof UNITS];
}
