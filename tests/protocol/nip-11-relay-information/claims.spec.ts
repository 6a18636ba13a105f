import { advertises, askLimits, askTold, expect, history, proves, test } from '../../../fixtures/protocol-suite.ts';
import { seeNip, VISIBLE_NIPS, whereAdvertised, whereSeen, whereSet } from '../../../fixtures/protocol-suite.ts';
import { whereToldToLogIn, whereTold } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-11: claims and deeds', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const nip of VISIBLE_NIPS) {
    test(
      `NIP-${nip} is seen where it is claimed`,
      proves(`nip-11/claim-of-nip-${nip}-holds`),
      async ({ group, member, welcome }) => {
        await whereAdvertised(member, nip);
        expect(await seeNip(nip, { group, member, welcome }), `what NIP-${nip} is about was seen`).toBe(true);
      },
    );

    test(
      `NIP-${nip} is claimed where it is seen`,
      proves(`nip-11/nip-${nip}-is-claimed`),
      async ({ group, member, settings, welcome }) => {
        await askTold(settings);
        await whereSeen(nip, { group, member, welcome });
        expect(await advertises(member, nip), `supported_nips names ${nip}`).toBe(true);
      },
    );
  }

  test(
    'where auth_required is said, a read without login is refused',
    proves('nip-11/auth-required-is-kept'),
    async ({ settings, stranger }) => {
      whereSet(await askLimits(settings), 'auth_required');
      expect(await stranger.ask({ kinds: [39000], limit: 1 })).toBeRefusedWith('auth-required');
    },
  );

  test(
    'where every read needs a login, auth_required says so',
    proves('nip-11/auth-required-is-said'),
    async ({ settings, stranger }) => {
      whereToldToLogIn(await stranger.ask({ kinds: [39000], limit: 1 }));
      expect(await askLimits(settings)).toHaveProperty('auth_required', true);
    },
  );

  test(
    'an answer holds no more events than max_limit',
    proves('nip-11/max-limit-is-kept'),
    async ({ group, member, settings }) => {
      const { max_limit: most } = whereTold(await askLimits(settings), 'max_limit');
      await history(member, group.id);
      const answer = await member.ask({ kinds: [9], '#h': [group.id], limit: 500 });
      expect(answer).toBeComplete();
      expect(answer.events.length).toBeLessThanOrEqual(Number(most));
    },
  );
});
