/** The names of our metrics, or of what looks like one, that stand in a text. */
export const metricNamesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\b(?:relay_canary|probe)_[a-z_]+\b(?!\.prom)/g)].map(([name]) => name)),
];
