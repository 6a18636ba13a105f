import { PREFIX } from '../../fixtures/config/names.ts';
import type { ActionContext } from './context.ts';
import { firstFailure } from './first-failure.ts';

/** Settings of a target: their secrets are not the business of the rollback command. */
const OF_A_TARGET = new RegExp(`^(${Object.values(PREFIX).join('|')})_`);

/** A relay's words may be endless, and Linux starts nothing with a variable of 128 KiB. In characters. */
const LONGEST_VALUE = 2000;

/**
 * What the rollback command finds in its environment: ours without the settings of any target, and the verdict in
 * CANARY_*, each empty where it is not known, at most 2,000 characters, without control characters but line breaks.
 */
export function rollbackEnvironment({ verdict, verdictFile, redact }: ActionContext): NodeJS.ProcessEnv {
  const told = {
    CANARY_VERDICT: verdict.verdict,
    CANARY_EXIT_CODE: String(verdict.exitCode),
    CANARY_REASON: verdict.reason,
    CANARY_SUMMARY: verdict.summary,
    CANARY_RELAY_URL: verdict.target.relay,
    CANARY_RELAY_MESSAGE: firstFailure(verdict)?.relayMessage,
    CANARY_DEPLOY_ID: verdict.run.deployId,
    CANARY_PROJECT: verdict.run.project,
    CANARY_VERDICT_FILE: verdictFile,
  };
  const ours = Object.entries(process.env).filter(([name]) => !OF_A_TARGET.test(name));
  const theirs = Object.entries(told).map(([name, value]) => [name, plain(redact(value ?? ''))]);
  return Object.fromEntries([...ours, ...theirs]) as NodeJS.ProcessEnv;
}

/** A NUL would keep the command from being started at all. */
const plain = (text: string): string =>
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ').slice(0, LONGEST_VALUE);
