import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readVerdictFile } from '../../../lab/run/run-gate.ts';
import { stateFile } from '../../../fixtures/state/state.ts';
import { agreed, expect, test } from './gate-lab.ts';

/** Mounts a disk of 1 MB at $0 for one command, fills it up to what $1 says, and keeps what the command wrote at $2. */
const ON_A_SMALL_DISK = `mount -t tmpfs -o size=1m tmpfs "$0" || exit 99
head -c "$1" /dev/zero > "$0/ballast"; kept="$2"; shift 2; "$@"; code=$?; cp "$0/verdict.json" "$kept" 2>/dev/null
ls -A "$0" > "$kept/files"; exit $code`;

const smallDisk = (at: string, ballastBytes: number, kept: string): string[] => {
  mkdirSync(at, { recursive: true });
  mkdirSync(kept, { recursive: true });
  const rights = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...rights, '--mount', 'sh', '-c', ON_A_SMALL_DISK, at, String(ballastBytes), kept];
};

test.describe('the state of earlier runs', { tag: '@slow' }, () => {
  test('counts as none where it is half-written, or of another relay, and that is said', async ({
    run,
    place,
    lab,
  }) => {
    const watched = { project: 'prod-canary', relay: lab.url };
    mkdirSync(place('state'));
    writeFileSync(stateFile(place('state'), 'streak', watched), '{"consecutiveFailures":7,"lastSucc');
    writeFileSync(
      stateFile(place('state'), 'baseline', watched),
      JSON.stringify({ relay: 'wss://another.example', project: 'prod-canary', runs: [] }),
    );
    const verdict = agreed(await run());
    expect(verdict).toMatchObject({ verdict: 'pass', exitCode: 0, consecutiveFailures: 0 });
    expect(verdict.remarks).toEqual(['the baseline is not of this relay (wss://another.example) and is not used']);
  });

  test('is missed, and said to be missed, where it cannot be kept', async ({ run, place }) => {
    writeFileSync(place('file'), '');
    const verdict = agreed(await run({ state: 'file/state' }));
    expect(verdict).toMatchObject({ verdict: 'pass', exitCode: 0 });
    expect(verdict.remarks).toEqual([
      expect.stringContaining('the state cannot be kept (RELAY_CANARY_STATE): ENOTDIR'),
    ]);
  });
});

test.describe('a disk that takes no verdict', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  for (const { what, ballastBytes } of [
    { what: 'is full from the start', ballastBytes: 2_000_000 },
    { what: 'gets full on the way', ballastBytes: 900_000 },
  ])
    test(`that ${what} lets nothing be green, and the last line tells`, async ({ run, place }) => {
      const under = smallDisk(place('reports'), ballastBytes, place('kept'));
      const { exitCode, line, output } = await run({ under });
      expect([2, 3, 4], output).toContain(exitCode);
      expect(line, output).toMatchObject({
        exitCode,
        verdict: expect.stringMatching(/^(usage|inconclusive|insufficient)$/),
      });
      expect(output).toContain('ENOSPC');
      expect(['undefined', 'aborted']).toContain(String(readVerdictFile(place('kept'))?.verdict));
      expect(readFileSync(place('kept/files'), 'utf8')).not.toContain('.gate.lock');
    });

  test('that has a file in the place of a directory lets nothing be green', async ({ run, place }) => {
    writeFileSync(place('file'), '');
    const { exitCode, line, verdict } = await run({ reports: 'file/reports' });
    expect({ exitCode, line, verdict }).toMatchObject({ exitCode: 2, line: { verdict: 'usage', exitCode: 2 } });
    expect(line?.summary).toContain('ENOTDIR');
  });
});
