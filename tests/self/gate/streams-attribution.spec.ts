import { expect, test } from '@playwright/test';
import { describeCall } from '../../../fixtures/streams/describe-call.ts';
import type { Call } from '../../../fixtures/streams/record.ts';
import { readBlocking } from '../../../gate/blocking/blocking.ts';
import { attribute, type Evidence } from '../../../gate/verdict/attribute.ts';
import { decide } from '../../../gate/verdict/decide.ts';
import { judgeChecks } from '../../../gate/verdict/judge-checks.ts';
import { aCheck, findings } from './findings.ts';
import { aCall } from './walks.ts';

const WALKED: Evidence = {
  ...{ speaker: 'the API', problem: undefined, side: undefined, clock: undefined, isLoggedIn: true },
};
const SETTLE = 'streams/settle-gives-a-hash';

/** What a check says of an answer with this status and body. */
const received = (status: number, body: string, error?: Call['error']): string => {
  const answer = { outcome: 'answered', ms: 12, status, headers: {}, body, certificate: undefined } as const;
  return `Expected: HTTP 200\nReceived: ${describeCall(aCall({ answer, ...(error && { error }) }))}`;
};

const refused = (status: number, code: string, message: string): string =>
  received(status, '{}', { code, message, requestId: undefined, fields: [] });

/** The verdict where a blocking check of smoke was red with this, twice, and nothing else was. */
function verdictOn(message: string, { evidence = WALKED, isPrerequisite = false } = {}): string[] {
  const errors = [0, 1].map((retry) => ({ retry, message }));
  const red = { id: SETTLE, title: SETTLE, outcome: 'fail', attempts: 2, ms: 1, because: undefined } as const;
  const judged = judgeChecks([{ ...red, errors, isPrerequisite }], readBlocking('smoke'), () => evidence);
  const { verdict, summary } = decide(findings({ ...judged, checks: [...judged.checks, aCheck('canary/ready')] }));
  return [verdict, summary];
}

test.describe("the API's words", () => {
  for (const { what, message, words } of [
    {
      what: 'in an error of the dialect',
      message: refused(502, 'SETTLEMENT_FAILED', 'Failed to settle'),
      words: 'SETTLEMENT_FAILED: Failed to settle',
    },
    {
      what: 'in any other body',
      message: received(502, '<html>\n "Bad"\u0007 gateway'),
      words: '<html> "Bad"\u0007 gateway',
    },
    {
      what: 'where it quotes a limit of others',
      message: received(500, 'HTTP 429 "too many requests"'),
      words: 'HTTP 429 "too many requests"',
    },
  ])
    test(`are found ${what}`, () => {
      expect(attribute(message, WALKED)).toEqual({
        ...{ side: 'relay', because: 'not as promised', relayMessage: words },
      });
    });

  test('are said to be the API’s in the summary of the verdict', () => {
    expect(verdictOn(refused(502, 'SETTLEMENT_FAILED', 'Failed to settle'))).toEqual([
      'fail',
      `${SETTLE}: the API says "SETTLEMENT_FAILED: Failed to settle"; not as promised.`,
    ]);
  });

  test('are found in what stopped the walk, which has a side of its own', () => {
    const problem = 'No answer of the API https://x: HTTP 403 "Access denied" after 3 ms.\n  → Ask from elsewhere.';
    expect(attribute('anything', { ...WALKED, problem, side: 'policy' })).toEqual({
      ...{ side: 'policy', because: 'Ask from elsewhere', relayMessage: 'Access denied' },
    });
  });
});

test.describe('a rate limit of the API', () => {
  for (const { what, message } of [
    { what: 'a 429', message: refused(429, 'TOO_MANY', 'Slow down') },
    { what: 'a 429 without words', message: received(429, '') },
    { what: 'the code of StreamPay', message: refused(503, 'rate_limit_exceeded', 'Slow down') },
  ])
    test(`is inconclusive where it is told by ${what}`, () => {
      const [verdict, summary] = verdictOn(message);
      expect(verdict).toBe('inconclusive');
      expect(summary).toContain('policy: the API limits how often this client may ask');
    });

  test('is not seen in what the chain behind it is limited by, nor where another answer is about something else', () => {
    for (const message of [
      refused(502, 'SETTLEMENT_FAILED', 'Horizon: too many requests'),
      refused(502, 'SETTLEMENT_FAILED', 'rate_limit_exceeded'),
      received(403, 'rate-limited: by the proxy'),
      `${received(429, '')}\n${received(500, '')}`,
    ])
      expect(verdictOn(message)[0], message).toBe('fail');
  });
});

test.describe('a streams check', () => {
  for (const words of [
    'no answer for 10000 ms',
    'ECONNREFUSED: connect ECONNREFUSED after 1 ms',
    'HTTP 200 "" after 3 ms',
  ])
    test(`that received ${words} is the deployment's failure`, () => {
      expect(verdictOn(`Expected: HTTP 200\nReceived: ${words} (POST /api/streams, request req_1)`)[0]).toBe('fail');
    });

  test('that broke off by itself is our own', () => {
    expect(verdictOn('TypeError: walk.reads is not iterable')[0]).toBe('inconclusive');
  });

  test('is not excused by a clock, nor by a login that the relay refused', () => {
    const clock = { skewSeconds: 3600, side: 'runner' } as const;
    const relays: Evidence = { ...WALKED, speaker: 'the relay', clock, isLoggedIn: false };
    const message = 'Expected: OK true for kind 9\nReceived: OK false "invalid: too old"';
    expect(attribute(message, relays).side).toBe('runner');
    expect(attribute(received(500, 'auth-required: no'), WALKED).side).toBe('relay');
  });

  test('that is not allowed to write, since nothing proves that no money moves, is usage', () => {
    const problem = 'Nothing was written: the network is mainnet.\n  → Set STAGING_STREAMS_NETWORK only for a testnet.';
    expect(verdictOn(`Error: ${problem}`, { isPrerequisite: true })).toEqual(['usage', `Error: ${problem}`]);
  });
});
