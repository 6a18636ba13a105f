import { readFault } from '../../../lab/faults/all.ts';
import { openStage } from '../../../lab/proof/stage.ts';
import { leaksOf } from '../artifacts.ts';
import { expect, test } from '../lab.ts';

/** Some faults of the catalogue, the check that is meant for each, and the words that have to stand in the output. */
const FAULTS = [
  { id: 'PUB-02', red: 'nip-29/member-message-is-stored', words: 'EOSE, 0 event(s)' },
  { id: 'PUB-09', red: 'canary/forged-message-is-kept-out', words: 'Received: OK true' },
  { id: 'DATA-04', red: 'canary/anothers-message-stays', words: 'with 0 of them' },
  { id: 'BC-02', red: 'nip-29/member-message-is-delivered', words: 'no answer for 50' },
  { id: 'AUTH-02', red: 'nip-42/auth-is-answered-with-ok', words: 'no answer for 100' },
  { id: 'DEP-08', red: 'canary/relay-answers', words: 'accepts connections and then says nothing' },
];

test.describe('prod-canary on a broken relay', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 120_000 });

  for (const { id, red, words } of FAULTS) {
    test(`sings on ${id}`, async () => {
      const stage = await openStage(await readFault(id));
      await stage.break();
      const run = await stage.look('prod-canary', []);
      const leaks = leaksOf(run, stage.relay.settings);
      await stage.stop();
      expect(run.exitCode).toBe(1);
      expect(run.red).toContain(red);
      expect(run.output).toContain(words);
      expect(run.seconds).toBeLessThan(60);
      expect(leaks).toEqual([]);
    });
  }

  test('is green before a fault, and again when it is mended', async () => {
    const stage = await openStage(await readFault('MEM-02'));
    expect(await stage.look('prod-canary', [])).toMatchObject({ exitCode: 0, red: [] });
    await stage.break();
    expect(await stage.look('prod-canary', [])).toMatchObject({ exitCode: 1 });
    await stage.heal();
    expect(await stage.look('prod-canary', [])).toMatchObject({ exitCode: 0, red: [] });
    await stage.stop();
  });
});
