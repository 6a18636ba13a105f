import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Where reports go: RELAY_CANARY_REPORTS, or reports. */
export const reportsDirectory = (): string => process.env['RELAY_CANARY_REPORTS'] ?? 'reports';

/**
 * What outlives a run: counted failures, the baseline, which deploy was rolled back. RELAY_CANARY_STATE names it, or
 * STATE_DIRECTORY, which systemd sets; else it is in the reports' directory.
 */
export const stateDirectory = (): string =>
  process.env['RELAY_CANARY_STATE'] ?? process.env['STATE_DIRECTORY'] ?? join(reportsDirectory(), 'state');

/** One deployment as one project sees it. The embedded relay has another port each time and is the same nevertheless. */
export interface Watched {
  project: string;
  relay: string | undefined;
}

/** The file in which something is kept about one deployment. */
export function stateFile(state: string, what: string, { project, relay }: Watched): string {
  const relayOrLocal = project === 'local' ? 'local' : (relay ?? '');
  const key = createHash('sha256').update(`${project} ${relayOrLocal}`).digest('hex').slice(0, 16);
  return join(state, `${what}-${key}.json`);
}
