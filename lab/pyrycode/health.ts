/** What GET /healthz tells; the order of the keys is a part of it (pyrycode-relay, healthz.go). */
export interface HealthDocument {
  status: 'ok';
  version: string;
  connected_binaries: number;
  connected_phones: number;
  /** Whole seconds, rounded down. */
  uptime_seconds: number;
}

interface Told {
  version: string;
  counts: { binaries: number; phones: number };
  /** Milliseconds since the process began to serve. */
  upMs: number;
}

/** The document of a relay that serves. A binary that is gone is counted until its grace is over. */
export const healthDocument = ({ version, counts, upMs }: Told): HealthDocument => ({
  status: 'ok',
  version,
  connected_binaries: counts.binaries,
  connected_phones: counts.phones,
  uptime_seconds: Math.floor(upMs / 1000),
});
