import type { Call } from '../../../fixtures/streams/record.ts';
import { answered, aStream, ID } from './calls.ts';
import { expect } from './streams-lab.ts';

/** A matcher with what satisfies it and what does not, and words of the failure. */
interface Claim {
  claim: (call: Call) => void;
  opposite: (call: Call) => void;
  holds: Call[];
  fails: [call: Call, told: string][];
}

/** What every refusal says. */
export const REFUSED = answered(409, { error: { fields: ['rate'] } });
const HASH = 'ab'.repeat(32);
const up = { name: 'kms', isUp: true, says: 'ok' };
const down = { name: 'stellar', isUp: false, says: 'degraded' };
const settled = { state: 'ended', network: 'testnet' } as const;
const words = 'CODE: words of the API';

/** The matchers that judge one call. */
export const CLAIMS: Record<string, Claim> = {
  toAnswer: {
    claim: (call) => expect(call).toAnswer(200, 201),
    opposite: (call) => expect(call).not.toAnswer(200, 201),
    holds: [answered(200), answered(201)],
    fails: [
      [REFUSED, 'Expected: HTTP 200 or 201 to "a request"'],
      [answered(502, { body: '<h1>Bad  gateway</h1>' }), 'HTTP 502 "<h1>Bad gateway</h1>"'],
    ],
  },
  toBeDenied: {
    claim: (call) => expect(call).toBeDenied(),
    opposite: (call) => expect(call).not.toBeDenied(),
    holds: [answered(401), answered(403, { error: {} })],
    fails: [
      [answered(200, { page: { streams: [aStream()] } }), 'which shows 1 stream(s)'],
      [answered(401, { page: { streams: [aStream()] } }), 'which shows 1 stream(s)'],
      [answered(403, { stream: {} }), 'and nothing shown'],
      [REFUSED, words],
    ],
  },
  toList: {
    claim: (call) => expect(call).toList('one'),
    opposite: (call) => expect(call).not.toList('one'),
    holds: [answered(200, { page: { streams: [aStream(), aStream({ id: 'two' })] } })],
    fails: [
      [answered(200, { page: { streams: [aStream({ id: 'two' })] } }), 'a list of 1: two'],
      [answered(200), 'a list of streams with one in answer to "a request"'],
      [REFUSED, words],
    ],
  },
  toShowStream: {
    claim: (call) => expect(call).toShowStream({ id: 'one', state: 'ended', hash: HASH }),
    opposite: (call) => expect(call).not.toShowStream({ id: 'one', state: 'ended', hash: HASH }),
    holds: [answered(200, { stream: { state: 'ended', hash: HASH } })],
    fails: [
      [answered(200, { stream: { state: 'ended' } }), `a stream (one, ended, settled by ${HASH})`],
      [answered(200, { stream: { state: 'active', hash: HASH } }), 'with stream one, active'],
      [answered(200, { stream: { id: 'two', state: 'ended', hash: HASH } }), 'with stream two'],
      [answered(200), 'without a stream'],
      [REFUSED, words],
    ],
  },
  toBeSettled: {
    claim: (call) => expect(call).toBeSettled(settled),
    opposite: (call) => expect(call).not.toBeSettled(settled),
    holds: [answered(200, { stream: { state: 'ended', hash: HASH } })],
    fails: [
      [answered(200, { stream: { state: 'ended' } }), 'ended, without a hash'],
      [answered(200, { stream: { state: 'ended', hash: 'mock-1' } }), 'hash mock-1'],
      [answered(200, { stream: { state: 'active', hash: HASH } }), 'a stream that is ended'],
      [REFUSED, 'no stream'],
    ],
  },
  toNameFields: {
    claim: (call) => expect(call).toNameFields(['rate', 'schedule']),
    opposite: (call) => expect(call).not.toNameFields(['rate', 'schedule']),
    holds: [answered(422, { error: { fields: ['rate', 'schedule', 'token'] } })],
    fails: [
      [answered(422, { error: { fields: ['rate'] } }), 'with the fields rate'],
      [answered(400), 'with no field'],
      [answered(201, { error: { fields: ['rate', 'schedule'] } }), 'HTTP 400 or 422'],
    ],
  },
  toEchoItsId: {
    claim: (call) => expect(call).toEchoItsId(),
    opposite: (call) => expect(call).not.toEchoItsId(),
    holds: [
      answered(200, { headers: { 'x-request-id': ID } }),
      answered(404, { headers: { 'x-request-id': ID }, error: { requestId: ID } }),
    ],
    fails: [
      [answered(200), 'Received: none with HTTP 200'],
      [answered(200, { headers: { 'x-request-id': 'req_other' } }), 'Received: req_other with'],
      [answered(404, { headers: { 'x-request-id': ID }, error: { requestId: 'other' } }), `${ID} and other`],
    ],
  },
  toSayWhen: {
    claim: (call) => expect(call).toSayWhen(),
    opposite: (call) => expect(call).not.toSayWhen(),
    holds: [
      answered(429, { headers: { 'retry-after': '7' } }),
      answered(429, { headers: { 'retry-after': 'Sun, 22 Nov 2026 00:00:00 GMT' } }),
    ],
    fails: [
      [answered(429), 'without Retry-After'],
      [answered(429, { headers: { 'retry-after': 'soon' } }), 'without Retry-After'],
      [answered(200, { headers: { 'retry-after': '7' } }), 'Retry-After 7 s'],
    ],
  },
  toAgreeWithItself: {
    claim: (call) => expect(call).toAgreeWithItself(),
    opposite: (call) => expect(call).not.toAgreeWithItself(),
    holds: [
      answered(200, { report: { isReady: true, dependencies: [up] } }),
      answered(503, { report: { isReady: false, dependencies: [up, down] } }),
    ],
    fails: [
      [answered(200, { report: { isReady: true, dependencies: [up, down] } }), 'kms up, stellar down (degraded)'],
      [answered(503, { report: { isReady: false, dependencies: [up] } }), 'dependencies: kms up'],
      [answered(200, { report: { isReady: false, dependencies: [down] } }), 'stellar down (degraded)'],
      [answered(200), 'dependencies: none named'],
    ],
  },
};
