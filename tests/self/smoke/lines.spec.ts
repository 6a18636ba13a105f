import { expect, test } from '@playwright/test';
import type { Visit } from '../../../fixtures/canary/record.ts';
import type { Walk } from '../../../fixtures/streams/record.ts';
import { groupLines, type RecordedSoFar } from '../../../gate/smoke/group-lines.ts';
import { groupOf, type Shown } from '../../../gate/smoke/groups.ts';
import { LiveLine, paintFor } from '../../../gate/smoke/terminal.ts';
import { aWalk, someWrites } from '../gate/walks.ts';

const READ_ONLY: Walk['writes'] = { applies: false, because: 'this run only reads' };

const dependency = (name: string, isUp: boolean): object => ({ name, isUp, says: '' });

const readiness = (...dependencies: object[]): Partial<Walk> =>
  ({ reads: { readiness: { report: { isReady: true, dependencies } } } }) as unknown as Partial<Walk>;

const recorded = (
  walk: Partial<Walk> = aWalk(readiness(dependency('config', true), dependency('kms', true))),
): RecordedSoFar => ({
  visits: [
    {
      transcripts: [],
      visit: { durationMs: 940, arrivals: [{ opening: { outcome: 'open', ms: 60 } }] } as unknown as Visit,
    },
  ],
  walks: [{ dialect: 'frontend', attempts: [{ walk }] }],
});

const check = (id: string, part: Partial<Shown> = {}): Shown => ({
  ...{
    id,
    title: `a describe › the title of ${id}`,
    outcome: 'pass',
    attempts: 1,
    ms: 5,
    because: undefined,
    errors: [],
  },
  ...{ isPrerequisite: false, ...part },
});

const STREAMS = ['list-is-shown', 'create-makes-a-stream', 'start-makes-it-active', 'settle-gives-a-hash'].map(
  (name) => `streams/${name}`,
);
const READY = ['canary/relay-answers', 'canary/ready', 'streams/ready'];
const RELAY = ['accepted', 'stored', 'delivered'].map((deed) => `nip-29/member-message-is-${deed}`);

const PLAIN = paintFor({ isTTY: false, columns: 80, write: () => true });

/** The lines of checks that belong together; without the runs of spaces by which they stand below each other. */
const tell = (checks: Shown[], told = recorded()): string[] => {
  const [first = check('canary/ready')] = checks;
  return groupLines(groupOf(first), checks, told, PLAIN).map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
};

const green = (ids: string[]): Shown[] => ids.map((id) => check(id));

test.describe('the line of a group that is green', () => {
  test('says of readiness what is up', () => {
    expect(tell(green(READY))).toEqual(['✔ ready  the relay answers and is ready; config, kms are up  0.1 s']);
  });

  test('says which dependency is not up where the API calls itself ready nevertheless', () => {
    const told = recorded(aWalk(readiness(dependency('database', true), dependency('kms', false))));
    expect(tell(green(READY), told)[0]).toContain('; database is up; not up: kms ');
    expect(tell(green(READY), recorded({}))[0]).toContain('the API says that it is ready');
  });

  test('says what became of a message, by the checks that are green', () => {
    expect(tell(green(RELAY))).toEqual(["✔ relay  a member's message is accepted, stored, delivered  0.9 s"]);
    expect(tell(green(RELAY.slice(0, 1)))[0]).toContain("a member's message is accepted  ");
  });

  test('says what became of a stream, with the ends of its hash', () => {
    expect(tell(green(STREAMS))).toEqual([
      '✔ streams  listed; created, started, settled: 7f3a…e1 (stream-1a2b3c4d)  1.2 s',
    ]);
    const notStarted = STREAMS.filter((id) => !id.includes('start'));
    expect(tell(green(notStarted))[0]).toContain('listed; created, settled: 7f3a…e1 (stream-1a2b3c4d)');
  });

  test('says that nothing was written where a run only reads', () => {
    const told = recorded(aWalk({ writes: READ_ONLY }));
    expect(tell(green(STREAMS.slice(0, 1)), told)[0]).toContain(
      'listed; only read: no stream is created or settled here',
    );
  });

  test('names the dialect where both were spoken to', () => {
    const both = recorded();
    both.walks.push({ dialect: 'backend', attempts: [{ walk: aWalk({ dialect: 'backend', writes: someWrites() }) }] });
    const backend = STREAMS.map((id) => check(id, { dialect: 'backend' }));
    expect(tell(backend, both)[0]).toContain('✔ streams  backend: listed; created');
  });

  test('marks what was red once, and what an API says cannot steer a terminal', () => {
    const [line = ''] = tell([check(STREAMS[0] ?? '', { outcome: 'flaky' }), ...green(STREAMS.slice(1))]);
    expect(line).toMatch(/^! streams .*; red once, then green: a describe › the title of streams\/list-is-shown/);
    const hostile = recorded(aWalk(readiness(dependency('\u001b[2J\nkms'.repeat(50), true))));
    expect(tell(green(READY), hostile)[0]).not.toMatch(/[\u0000-\u001f]/);
  });
});

test.describe('the lines of a group that is red', () => {
  const message =
    'Error: Expected: HTTP 200\nReceived: HTTP 502 "SETTLEMENT_FAILED: no" after 12 ms (POST /x, request req_1)\n\n    at x.ts:1:1';
  const red = (id: string): Shown =>
    check(id, {
      outcome: 'fail',
      errors: [
        { retry: 0, message: 'first' },
        { retry: 1, message },
      ],
      transcripts: 't.txt',
    });

  test('tell the check, what was expected and received, and where the transcript is', () => {
    const idle = check('streams/settle-is-idempotent', { outcome: 'did-not-run' });
    expect(tell([...green(STREAMS.slice(0, 1)), red('streams/settle-gives-a-hash'), idle])).toEqual([
      '✘ streams  1 of 3 checks red, 1 did not run  1.2 s',
      'the title of streams/settle-gives-a-hash (streams/settle-gives-a-hash)',
      'Expected: HTTP 200',
      'Received: HTTP 502 "SETTLEMENT_FAILED: no" after 12 ms (POST /x, request req_1)',
      'transcripts  t.txt',
    ]);
  });

  test('tell three of many, and count the others', () => {
    const lines = tell(['a', 'b', 'c', 'd', 'e'].map((name) => red(`streams/${name}`)));
    expect(lines.filter((line) => line.startsWith('Received'))).toHaveLength(3);
    expect(lines).toContain('and 2 more: the title of streams/d; the title of streams/e');
  });

  test('are cut where a matcher says a lot', () => {
    const errors = [{ retry: 0, message: Array.from({ length: 99 }, () => 'x'.repeat(999)).join('\n') }];
    const lines = tell([check('streams/ready', { outcome: 'fail', errors })]);
    expect(lines).toHaveLength(12);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(420);
  });
});

test('a group in which nothing ran says why, without a time', () => {
  const because = 'not applicable: STAGING_STREAMS_URL is not set';
  expect(tell([check('streams/list-is-shown', { outcome: 'not-applicable', because })])).toEqual([
    `– streams  ${because}`,
  ]);
});

test.describe('on a terminal', () => {
  const terminal = { isTTY: true, columns: 12, write: (text: string) => void written.push(text) };
  const written: string[] = [];

  test('the live line is as long as a row, and is taken away', () => {
    written.length = 0;
    const live = new LiveLine(terminal);
    live.clear();
    live.show('  … relay     something long');
    live.clear();
    expect(written).toEqual(['\r\u001b[K  … relay  ', '\r\u001b[K']);
  });

  test('signs are coloured; elsewhere nothing is, and no line is live', () => {
    expect(paintFor(terminal)('bad', '✘')).toBe('\u001b[31m✘\u001b[0m');
    expect(PLAIN('bad', '✘')).toBe('✘');
    written.length = 0;
    new LiveLine({ ...terminal, isTTY: false }).show('x');
    expect(written).toEqual([]);
  });
});
