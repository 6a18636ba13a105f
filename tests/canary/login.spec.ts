import { expect, proves, test, whereItApplies } from '../../fixtures/index.ts';

test.describe('NIP-42: members', { tag: ['@canary', '@smoke'] }, () => {
  test('every login is answered with OK true', proves('nip-42/auth-is-answered-with-ok'), ({ visit }) => {
    expect(visit.logins).toAllBeAccepted();
  });
});

test.describe('NIP-42: login', { tag: '@canary' }, () => {
  test('every connection gets a challenge of its own', proves('nip-42/challenge-is-sent'), ({ visit }) => {
    const challenges = visit.arrivals.map(({ challenge }) => challenge);
    expect(challenges).not.toContain(undefined);
    expect(new Set(challenges).size, 'different challenges').toBe(challenges.length);
  });

  test('a login that is wrong in one point is refused', proves('nip-42/wrong-auth-is-refused'), ({ visit }) => {
    expect(visit.wrongLogins).toAllBeRefused();
  });

  test('who has not logged in may not read', proves('nip-42/read-needs-login'), ({ visit }) => {
    expect(whereItApplies(visit.unauthenticatedRead)).toBeRefusedWith('auth-required');
  });

  test('who has not logged in may not write', proves('nip-42/write-needs-login'), ({ visit }) => {
    expect(whereItApplies(visit.unauthenticatedWrite)).toBeRefusedWith('auth-required');
  });
});
