import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { makeScratch } from '../../../lab/infrastructure/scratch.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import { expect, test as base } from '../lab.ts';
import { send, TOKEN, type Got } from './a-watch.ts';

/** A watch of the lab relay, as an operator starts it; it is ended with the test. */
interface RealWatch {
  url: string;
  state: string;
  output: () => string;
  ended: Promise<unknown[]>;
  /** Asks it to stop. */
  stop: () => void;
}

const test = base.extend<{ realWatch: RealWatch }>({
  realWatch: async ({ labRelay }, use) => {
    const [scratch, port] = [makeScratch(), await freePort()];
    const state = scratch.file('state');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'gate/watch/main.ts', `--listen=127.0.0.1:${port}`, `--state=${state}`],
      { env: { ...cleanEnvironment(), ...labRelay.settings, RELAY_CANARY_WATCH_TOKEN: TOKEN }, stdio: 'pipe' },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'exit');
    const stop = (): void => void child.kill('SIGTERM');
    await use({ url: `http://127.0.0.1:${port}`, state, output: () => output, ended, stop });
    stop();
    await ended;
    await scratch.remove();
  },
});

const verdictIn = ({ body }: Got): unknown => (JSON.parse(body) as { verdict: string }).verdict;

test('a watch of a real relay serves its verdict, runs when asked, and stops without a trace', async ({
  labRelay,
  realWatch: { url, state, output, ended, stop },
}) => {
  test.setTimeout(90_000);
  const get = (path: string): Promise<Got | undefined> => send(url + path, 'GET', {}).catch(() => undefined);

  // When its first run is over
  await expect.poll(async () => (await get('/v1/verdict?max_age=120'))?.status, { timeout: 40_000 }).toBe(200);

  // Then a deploy gets a run of its own, and what it asked for
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ checksum: 'abc', metadata: { relay: labRelay.url, deployId: 'v1.2.3' } });
  const asked = await send(`${url}/v1/run`, 'POST', headers, body);
  expect([asked.status, verdictIn(asked)], output()).toEqual([200, 'pass']);
  expect((await get('/metrics'))?.body).toMatch(/^relay_canary_step_duration_seconds\{.*step="publish".*\} 0\.\d/m);

  // And it stops as it was asked to, with a line for each run and no secret in them
  stop();
  expect(await ended, output()).toEqual([0, null]);
  expect(output().match(/Z {2}pass /g)).toHaveLength(2);
  expect(output()).not.toContain(TOKEN);
  const rows = readFileSync(`${state}/history-prod-canary.jsonl`, 'utf8').trim().split('\n');
  const triggers = rows.map((line) => (JSON.parse(line) as { trigger: string }).trigger);
  expect(triggers).toEqual(['schedule', 'request']);
});
