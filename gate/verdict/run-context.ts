import { randomUUID } from 'node:crypto';

/** What a run is told about itself from outside. */
export interface RunContext {
  id: string;
  trigger: string;
  deployId: string | undefined;
  vantage: string | undefined;
  isDegradedAnError: boolean;
  /** Whether the gate runs it, and tells the verdict itself. */
  isGated: boolean;
}

/** The names by which the gate tells a run about itself; all may be set by hand too. */
export const CONTEXT = {
  id: 'RELAY_CANARY_RUN_ID',
  trigger: 'RELAY_CANARY_TRIGGER',
  deployId: 'RELAY_CANARY_DEPLOY_ID',
  vantage: 'RELAY_CANARY_VANTAGE',
  degradedIsError: 'RELAY_CANARY_DEGRADED_IS_ERROR',
  gated: 'RELAY_CANARY_GATED',
  /** A reporter that prints in place of Playwright's list (playwright.config.ts). */
  log: 'RELAY_CANARY_LOG',
} as const;

/** Reads the context of this run from the environment; an empty text counts as unset. */
export function runContext(): RunContext {
  const read = (name: string): string | undefined => process.env[name]?.trim() || undefined; // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing
  return {
    id: read(CONTEXT.id) ?? randomUUID(),
    trigger: read(CONTEXT.trigger) ?? 'manual',
    deployId: read(CONTEXT.deployId),
    vantage: read(CONTEXT.vantage),
    isDegradedAnError: read(CONTEXT.degradedIsError) === '1',
    isGated: read(CONTEXT.gated) === '1',
  };
}
