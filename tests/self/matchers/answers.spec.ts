import { expect, test } from '../lab.ts';
import { accepted, closed, complete, delivered, event, NO_ANSWERS, refused } from './exchanges.ts';

/** A claim about an exchange, and its opposite. */
interface Claim {
  name: string;
  claim: () => void;
  opposite: () => void;
  told: string;
}

const HOLDS: Claim[] = [
  {
    name: 'OK true is accepted',
    claim: () => expect(accepted).toBeAccepted(),
    opposite: () => expect(accepted).not.toBeAccepted(),
    told: 'Expected: not OK true for kind 9\nReceived: OK true "welcome" after 12 ms',
  },
  {
    name: 'EOSE is complete',
    claim: () => expect(complete(event)).toBeComplete(),
    opposite: () => expect(complete(event)).not.toBeComplete(),
    told: 'Expected: not EOSE\nReceived: EOSE, 1 event(s) after 12 ms',
  },
  {
    name: 'OK false is refused',
    claim: () => expect(refused).toBeRefused(),
    opposite: () => expect(refused).not.toBeRefused(),
    told: 'Expected: not refused (OK false or CLOSED)\nReceived: OK false "blocked: not you" after 12 ms',
  },
  {
    name: 'CLOSED is refused, even with events before it',
    claim: () => expect(closed(event)).toBeRefused(),
    opposite: () => expect(closed(event)).not.toBeRefused(),
    told: 'Received: CLOSED "auth-required: log in", 1 event(s)',
  },
  {
    name: 'OK false "blocked: …" is refused with blocked',
    claim: () => expect(refused).toBeRefusedWith('blocked'),
    opposite: () => expect(refused).not.toBeRefusedWith('blocked'),
    told: 'Expected: not refused with "blocked: …"\nReceived: OK false "blocked: not you"',
  },
  {
    name: 'CLOSED "auth-required: …" without events is refused with auth-required',
    claim: () => expect(closed()).toBeRefusedWith('auth-required'),
    opposite: () => expect(closed()).not.toBeRefusedWith('auth-required'),
    told: 'Expected: not refused with "auth-required: …" and no events\nReceived: CLOSED "auth-required: log in"',
  },
];

const FAILS: Claim[] = [
  {
    name: 'OK false is not accepted',
    claim: () => expect(refused).toBeAccepted(),
    opposite: () => expect(refused).not.toBeAccepted(),
    told: 'Expected: OK true for kind 9\nReceived: OK false "blocked: not you" after 12 ms',
  },
  {
    name: 'CLOSED is not complete',
    claim: () => expect(closed()).toBeComplete(),
    opposite: () => expect(closed()).not.toBeComplete(),
    told: 'Expected: EOSE\nReceived: CLOSED "auth-required: log in", 0 event(s)',
  },
  {
    name: 'OK true is not refused',
    claim: () => expect(accepted).toBeRefused(),
    opposite: () => expect(accepted).not.toBeRefused(),
    told: 'Expected: refused (OK false or CLOSED)\nReceived: OK true "welcome"',
  },
  {
    name: 'EOSE is not refused',
    claim: () => expect(complete()).toBeRefused(),
    opposite: () => expect(complete()).not.toBeRefused(),
    told: 'Received: EOSE, 0 event(s)',
  },
  {
    name: 'another prefix is not the one that was asked for',
    claim: () => expect(refused).toBeRefusedWith('restricted'),
    opposite: () => expect(refused).not.toBeRefusedWith('restricted'),
    told: 'Expected: refused with "restricted: …"\nReceived: OK false "blocked: not you"',
  },
  {
    name: 'CLOSED after events is not refused with a prefix',
    claim: () => expect(closed(event)).toBeRefusedWith('auth-required'),
    opposite: () => expect(closed(event)).not.toBeRefusedWith('auth-required'),
    told: 'Received: CLOSED "auth-required: log in", 1 event(s)',
  },
];

test.describe('matchers', () => {
  for (const { name, claim, opposite, told } of HOLDS) {
    test(`${name}, and denying it fails`, () => {
      expect(claim).not.toThrow();
      expect(opposite).toThrow(told);
    });
  }

  for (const { name, claim, opposite, told } of FAILS) {
    test(`${name}, and claiming it fails`, () => {
      expect(claim).toThrow(told);
      expect(opposite).not.toThrow();
    });
  }

  for (const { answer, told } of NO_ANSWERS) {
    test(`neither a claim nor its opposite holds with ${told}`, () => {
      const [publication, asked] = [
        { event, ms: 1, ...answer },
        { events: [], ms: 1, ...answer },
      ];
      expect(() => expect(publication).toBeAccepted()).toThrow(told);
      expect(() => expect(publication).not.toBeAccepted()).toThrow(told);
      expect(() => expect(asked).toBeComplete()).toThrow(told);
      expect(() => expect(asked).not.toBeComplete()).toThrow(told);
      expect(() => expect(publication).toBeRefused()).toThrow(told);
      expect(() => expect(publication).not.toBeRefused()).toThrow(told);
      expect(() => expect(asked).toBeRefusedWith('blocked')).toThrow(told);
      expect(() => expect(asked).not.toBeRefusedWith('blocked')).toThrow(told);
      expect(() => expect({ ms: 1, ...answer }).toBeDelivered()).toThrow(told);
    });
  }

  test('a live event is delivered, and its absence is never shown by waiting', () => {
    expect(delivered).toBeDelivered();
    const silence = { ms: 1, outcome: 'silence', afterMs: 1 } as const;
    for (const delivery of [delivered, silence])
      expect(() => expect(delivery).not.toBeDelivered()).toThrow('no proof of absence: use a sentinel');
  });
});
