import { randomUUID } from 'node:crypto';
import { EXIT_CODES, type VerdictName } from '../../../gate/verdict/names.ts';
import type { Verdict } from '../../../gate/verdict/verdict.ts';

/** The words of a relay that shipped a half-filled membership cache. */
export const REFUSED = 'restricted: you are not a member of that group';

const failed: Verdict['failures'][number] = {
  id: 'nip-29/member-message-is-accepted',
  title: 'every member may write to every group',
  policy: 'blocking',
  side: 'relay',
  because: 'the relay answered',
  relayMessage: REFUSED,
  confirmed: true,
  attempts: [REFUSED, REFUSED],
};

/** A verdict as the gate writes it. */
export function verdictOf(verdict: VerdictName, changes: Partial<Verdict> = {}): Verdict {
  const isRed = verdict === 'fail';
  return {
    schema: 'relay-canary/verdict/v1',
    verdict,
    reason: isRed ? 'blocking-check-failed' : 'as-said',
    summary: isRed ? `1 of 14 blocking checks failed. The relay said "${REFUSED}".` : `This run ended with ${verdict}.`,
    exitCode: EXIT_CODES[verdict],
    run: {
      id: randomUUID(),
      startedAt: '2026-11-21T10:00:00.000Z',
      endedAt: '2026-11-21T10:00:08.000Z',
      durationMs: 8000,
      project: 'prod-canary',
      trigger: 'schedule',
    },
    target: { relay: 'wss://relay.example', software: null, version: null },
    counts: {
      planned: 14,
      ran: 14,
      passed: isRed ? 13 : 14,
      failed: isRed ? 1 : 0,
      flaky: 0,
      skipped: 0,
      didNotRun: 0,
    },
    checks: [],
    failures: isRed ? [failed] : [],
    samples: { publish: [30, 31, 90] },
    remarks: [],
    slo: [],
    consecutiveFailures: isRed ? 1 : 0,
    lastSuccessAt: null,
    actions: [],
    ...changes,
  };
}
