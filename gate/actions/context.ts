import type { GateSettings } from '../../fixtures/config/gate-settings.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What everything that is done about a verdict gets to know. */
export interface ActionContext {
  verdict: Verdict;
  /** The path of verdict.json. */
  verdictFile: string;
  settings: GateSettings;
  /** A directory that outlives the run; it exists, but may be read-only. */
  state: string;
  /** Milliseconds until the next run, where it is known (npm run watch). */
  intervalMs: number | undefined;
  /** Say what would be done, and do nothing. */
  isDryRun: boolean;
  /** Takes every secret of the environment out of a text. */
  redact: (text: string) => string;
}
