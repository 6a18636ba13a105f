/** The 95th percentile by nearest rank, in the unit of the samples; undefined where there is none. */
export function p95(samples: number[]): number | undefined {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)];
}
