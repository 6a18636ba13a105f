import { expect, test } from '@playwright/test';
import { attribute, type Evidence } from '../../../gate/verdict/attribute.ts';
import { describeExchange } from '../../../fixtures/protocol/describe.ts';
import { quote } from '../../../fixtures/protocol/quote.ts';

const HEALTHY: Evidence = {
  ...{ speaker: 'the relay', problem: undefined, side: undefined, clock: undefined, isLoggedIn: true },
};

const aMessage = { id: '', pubkey: '', created_at: 0, kind: 9, tags: [], content: '', sig: '' };

/** What a matcher says of a message that was refused with these words. */
const refused = (words: string): string => {
  const received = describeExchange({ event: aMessage, ms: 4, outcome: 'refused', prefix: undefined, words });
  return `Error: Expected: OK true for kind 9\nReceived: ${received}`;
};

/** What a matcher says of a list, one item of which stands in each line. */
const listed = (...received: string[]): string =>
  [
    `Error: ${received.length} of 4 do not match`,
    ...received.map((text) => `  ✘ somebody\n      Received: ${text}`),
  ].join('\n');

const sideOf = (message: string, evidence: Partial<Evidence> = {}): string =>
  attribute(message, { ...HEALTHY, ...evidence }).side;

test.describe("the relay's words", () => {
  for (const { what, received, words } of [
    { what: 'an OK', received: 'OK false "restricted: no" after 4 ms', words: 'restricted: no' },
    { what: 'a CLOSED', received: 'CLOSED "error: no", 0 event(s) after 4 ms', words: 'error: no' },
    { what: 'a NOTICE', received: 'NOTICE "what?" and no answer', words: 'what?' },
    { what: 'a close', received: 'the connection was closed (code 1008 "go away")', words: 'go away' },
    { what: 'quotes and breaks', received: `OK false ${quote('a "b"\n\u0007c')} after 4 ms`, words: 'a "b"\n\u0007c' },
  ])
    test(`are found in ${what}`, () => {
      expect(attribute(`Expected: x\nReceived: ${received}`, HEALTHY)).toMatchObject({
        ...{ side: 'relay', relayMessage: words },
      });
    });

  test('are none where it said nothing', () => {
    for (const received of [
      'no answer for 10000 ms',
      'OK false "" after 4 ms',
      'the connection was closed (code 1006 "")',
    ])
      expect(attribute(listed(received), HEALTHY)).toEqual({
        ...{ side: 'relay', because: 'not as promised', relayMessage: undefined },
      });
  });
});

test.describe('a policy that turns this client away', () => {
  for (const words of [
    'rate-limited: slow down',
    'pow: 28 bits needed',
    'blocked: your IP is banned',
    'blocked: tor exit nodes are not welcome',
    'Too many requests',
  ])
    test(`is seen in "${words}"`, () => {
      expect(sideOf(refused(words))).toBe('policy');
    });

  for (const words of [
    'restricted: you are not a member of that group',
    'blocked: unknown member',
    'error: rate-limited: by our database',
    'error: too many connections to the database',
    'restricted: "rate-limited: slow down" is what we say to others',
    'restricted: x\nReceived: OK false "rate-limited: slow down"',
    'restricted: OK false "rate-limited: slow down"',
    'error: pow: none',
    'auth-required: log in',
    '',
  ])
    test(`is not seen in ${quote(words)}`, () => {
      expect(sideOf(refused(words))).toBe('relay');
    });

  test('is not seen where one of several answers is about something else', () => {
    const limited = 'OK false "rate-limited: slow down" after 1 ms';
    expect(sideOf(listed(limited, limited))).toBe('policy');
    for (const other of ['OK false "restricted: no" after 1 ms', 'no answer for 10000 ms', 'OK true "" after 1 ms'])
      expect(sideOf(listed(limited, other)), other).toBe('relay');
  });

  test('is seen in auth-required only where no login was accepted', () => {
    expect(sideOf(refused('auth-required: log in'), { isLoggedIn: false })).toBe('policy');
    expect(sideOf(refused('auth-required: log in'), { isLoggedIn: true })).toBe('relay');
  });
});

test.describe('clocks that differ', () => {
  for (const [side, wanted] of [
    ['runner', 'runner'],
    ['unclear', 'unclear'],
    ['relay', 'relay'],
  ] as const)
    test(`lay a refusal of dates at the door of ${wanted} where ${side} is off`, () => {
      const clock = { skewSeconds: 3600, side };
      expect(sideOf(refused('invalid: created_at is too old'), { clock })).toBe(wanted);
    });

  test('explain no refusal of somebody, nor one for a rate', () => {
    const clock = { skewSeconds: 3600, side: 'unclear' } as const;
    expect(sideOf(refused('restricted: you are not a member'), { clock })).toBe('relay');
    expect(sideOf(refused('rate-limited: slow down'), { clock })).toBe('policy');
  });
});

test.describe('what stopped a visit', () => {
  test('has the side that the visit gave it, with the mend as reason', () => {
    const problem = 'No connection to the relay ws://x: HTTP 403 instead of it: "no".\n  → Run it from elsewhere.';
    expect(attribute('anything', { ...HEALTHY, problem, side: 'policy' })).toEqual({
      ...{ side: 'policy', because: 'Run it from elsewhere', relayMessage: undefined },
    });
  });

  test('gives the words with which everybody was sent away', () => {
    const problem = 'The relay ws://x closes every connection at once (code 4000 "go away").';
    expect(attribute('', { ...HEALTHY, problem, side: 'relay' })).toMatchObject({ relayMessage: 'go away' });
  });
});

test('an error that quotes no answer is an accident of ours', () => {
  const { side, because } = attribute('TypeError: cannot read properties of undefined\n  at x', HEALTHY);
  expect({ side, because }).toEqual({
    side: 'runner',
    because: 'the check itself broke off: TypeError: cannot read properties of undefined',
  });
});
