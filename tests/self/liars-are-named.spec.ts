import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { answers } from '../../lab/promises/breaks.ts';
import type { Seams } from '../../lab/relay/seams.ts';
import { expect, test } from './lab.ts';

interface Liar {
  lie: string;
  seams: Partial<Seams>;
  /** The file of the check that meets it, and its title. */
  check: [file: string, title: string];
  red: string;
  /** What the failure has to say. */
  words: RegExp;
}

const SHOWN = SecretKey.generate().sign({ kind: 9, content: 'shown all the same' });
const SUBSCRIBING = 'tests/protocol/nip-01-subscribing';
const messages = (count: number, send: (frame: unknown[]) => void, frame: unknown[]): void => {
  for (let sent = 0; sent < count; sent += 1) send(frame);
};

const LIARS: Liar[] = [
  {
    lie: 'claims a NIP that it does not have',
    seams: answers('COUNT', ([, id], send) => send(['CLOSED', id, 'unsupported: COUNT'])),
    check: ['tests/protocol/nip-11-relay-information', 'NIP-45 is seen where it is claimed'],
    red: 'nip-11/claim-of-nip-45-holds',
    words: /unsupported: COUNT|NIP-45/,
  },
  {
    lie: 'answers another subscription',
    seams: answers('EOSE', (_frame, send) => send(['EOSE', 'mine'])),
    check: [SUBSCRIBING, 'EOSE comes exactly once'],
    red: 'nip-01/eose-comes-once',
    words: /EOSE for "subscription mine", which nobody here asked about/,
  },
  {
    lie: 'says OK twice',
    seams: answers('OK', (frame, send) => messages(2, send, frame)),
    check: ['tests/protocol/nip-01-publishing', 'each of several events gets its own OK'],
    red: 'nip-01/ok-names-its-event',
    words: /finding: member was told: a second OK for "event/,
  },
  {
    lie: 'shows events after CLOSED',
    seams: answers('CLOSED', (frame, send) => {
      send(frame);
      send(['EVENT', frame[1], SHOWN]);
    }),
    check: [SUBSCRIBING, 'nothing is shown on a subscription that was closed'],
    red: 'nip-01/closed-shows-nothing',
    words: /finding: outsider was told: EVENT after CLOSED/,
  },
  {
    lie: 'floods',
    seams: answers('EVENT', (frame, send) => messages(25_000, send, frame)),
    check: [SUBSCRIBING, 'stored events come before EOSE'],
    red: 'nip-01/stored-come-before-eose',
    words: /the relay floods us/,
  },
  {
    lie: 'stalls in the midst of stored events',
    seams: answers('EOSE', () => undefined),
    check: [SUBSCRIBING, 'authors finds what they wrote'],
    red: 'nip-01/filter-authors',
    words: /no answer for \d+ ms, \d+ event\(s\)/,
  },
];

test.describe('a relay that', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 60_000 });

  for (const { lie, seams, check, red, words } of LIARS)
    test(`${lie} is found out by name, in time`, async ({ labRelay }) => {
      await labRelay.restart({ seams });
      const run = await labRelay.runStaging([check[0], '--grep', check[1]]);
      expect(run.red, run.output).toEqual([red]);
      expect(run.output).toMatch(words);
      expect(run.output).not.toContain('Test timeout');
      expect(run.seconds).toBeLessThan(45);
    });
});
