import { DIALECTS } from '../../../fixtures/config/streams-words.ts';
import { descendantsOf } from '../../../lab/run/processes.ts';
import { startGate } from '../../../lab/run/run-gate.ts';
import { runProject } from '../../../lab/run/run-project.ts';
import { expectAsPromised } from './as-promised.ts';
import { striking, tallyOf, walkInAChild, type Victim } from './killed-lab.ts';
import { environmentOf } from './settings-of.ts';
import { expect, test } from './streams-lab.ts';

const CREATED = { method: 'POST', path: /^\/api(\/v1)?\/streams$/, status: 201, isHeard: true };
const LONG_AGO = { createdAt: '2026-11-22T00:00:00.000Z' };
const SETTLED = { method: 'POST', path: /\/settle$/, status: 200, isHeard: false };

for (const dialect of DIALECTS)
  test.describe(`what a killed run has left (${dialect} API)`, () => {
    for (const { what, deployId, state } of [
      { what: 'another deploy', deployId: 'two', state: 'state' },
      { what: 'the directory of what outlives a run is lost', deployId: 'one', state: 'another-state' },
    ])
      test(`is ended, and not taken up, after ${what}`, async ({ start, walk, place }) => {
        const victim: Victim = { kill: () => undefined };
        const api = await start({ dialect, seams: striking(CREATED, victim) });
        const { url, token } = api;
        const killed = { depth: 'whole', state: place('state'), deployId: 'one', deadlineMs: 12_000 } as const;
        const child = walkInAChild({ ...killed, url, token, dialect, runId: 'killed' });
        victim.kill = child.kill;
        expect(await child.ended).toBeUndefined();
        const id = api.streams().at(-1)?.row.id ?? '';
        const { resumed, finished, created } = expectAsPromised(
          await walk(api, dialect, { deployId, state: place(state) }),
        );
        expect(resumed).toBeUndefined();
        expect(finished).toEqual([expect.stringMatching(new RegExp(`^${id}: (draft|active) → (ended|cancelled)$`))]);
        expect(created.stream?.id).not.toBe(id);
        expect(tallyOf(api)).toMatchObject({ made: 2, open: 0, mostPerStream: 1 });
      });
  });

test('a young stream that nobody here knows is waited for, and ended when it is old', async ({
  start,
  walk,
  place,
}) => {
  const victim: Victim = { kill: () => undefined };
  let looks = 0;
  const api = await start({
    dialect: 'frontend',
    seams: {
      ...striking(CREATED, victim),
      page: (rows, { rows: all }) => {
        looks += all.length;
        return rows.map((row) => ({ ...row, ...(looks > 3 && LONG_AGO) }));
      },
    },
  });
  const killed = { depth: 'smoke', state: place('lost'), dialect: 'frontend', deadlineMs: 12_000 } as const;
  const child = walkInAChild({ ...killed, url: api.url, token: api.token });
  victim.kill = child.kill;
  expect(await child.ended).toBeUndefined();
  looks = 0;
  const { finished } = expectAsPromised(await walk(api, 'frontend', { depth: 'smoke', deadlineMs: 60_000 }));
  expect(finished).toEqual([expect.stringMatching(/: draft → ended$/)]);
  expect(looks).toBeGreaterThan(3);
  expect(tallyOf(api)).toEqual({ made: 2, open: 0, payments: 2, mostPerStream: 1 });
});

test('a run of pr-staging whose processes are killed is taken up by the next one', async ({ start, place }) => {
  test.setTimeout(60_000);
  const victim: Victim = { kill: () => undefined };
  const api = await start({ dialect: 'frontend', seams: striking(SETTLED, victim) });
  const settings = { ...environmentOf(api, 'frontend'), RELAY_CANARY_STATE: place('state') };
  const run = { settings, arguments: ['--grep=@streams', '--workers=1', '--retries=0'] };
  const gate = startGate({
    ...{ ...run, program: 'playwright', reports: place('killed'), state: place('state') },
    arguments: ['--project=pr-staging', ...run.arguments],
  });
  victim.kill = () => {
    for (const { pid } of [...descendantsOf(gate.pid), gate]) process.kill(pid, 'SIGKILL');
  };
  expect(await gate.ended).toMatchObject({ exitCode: null });
  expect(tallyOf(api)).toMatchObject({ made: 1, payments: 1 });
  const next = await runProject({ ...run, project: 'pr-staging', reports: place('next') });
  expect(next.red, next.output).toEqual([]);
  expect(next.green).toContain('streams/settle-is-idempotent');
  expect(next.output).toMatch(/taken up from run [\w-]+\.0/);
  expect(tallyOf(api)).toEqual({ made: 1, open: 0, payments: 1, mostPerStream: 1 });
});
