import { forgetsWhatItAccepted } from '../../../lab/faults/forgets-what-it-accepted.ts';
import { halfFilledMembership } from '../../../lab/faults/half-filled-membership.ts';
import { hangsAfterUpgrade } from '../../../lab/faults/hangs-after-upgrade.ts';
import { neverAnswersAuth } from '../../../lab/faults/never-answers-auth.ts';
import { neverDelivers } from '../../../lab/faults/never-delivers.ts';
import { strangersMayWrite } from '../../../lab/faults/strangers-may-write.ts';
import { leaksOf } from '../artifacts.ts';
import { expect, test } from '../lab.ts';

/** Each fault, the check that is meant for it, and the words that have to stand in the output. */
const FAULTS = [
  { fault: halfFilledMembership, red: 'nip-29/member-message-is-accepted', words: 'OK false "restricted: ' },
  { fault: strangersMayWrite, red: 'nip-29/stranger-is-refused', words: 'Received: OK true' },
  { fault: forgetsWhatItAccepted, red: 'nip-29/member-message-is-stored', words: 'EOSE, 0 event(s)' },
  { fault: neverDelivers, red: 'nip-29/member-message-is-delivered', words: 'no answer for 50' },
  { fault: neverAnswersAuth, red: 'nip-42/auth-is-answered-with-ok', words: 'no answer for 100' },
  { fault: hangsAfterUpgrade, red: 'canary/relay-answers', words: 'accepts connections and then says nothing' },
];

test.describe('prod-canary on a broken relay', () => {
  test.describe.configure({ timeout: 90_000 });

  for (const { fault, red, words } of FAULTS) {
    test(`sings on ${fault.id}: ${fault.title}`, async ({ labRelay }) => {
      await labRelay.restart({ seams: fault.seams });
      const run = await labRelay.runCanary();
      expect(run.exitCode).toBe(1);
      expect(run.red).toContain(red);
      expect(run.output).toContain(words);
      expect(run.seconds).toBeLessThan(60);
      expect(leaksOf(run, labRelay.settings)).toEqual([]);
    });
  }

  test('is green before the fault, and again when it is mended', async ({ labRelay }) => {
    expect(await labRelay.runCanary()).toMatchObject({ exitCode: 0, red: [] });
    await labRelay.restart({ seams: halfFilledMembership.seams });
    expect(await labRelay.runCanary()).toMatchObject({ exitCode: 1 });
    await labRelay.restart({});
    expect(await labRelay.runCanary()).toMatchObject({ exitCode: 0, red: [] });
  });
});
