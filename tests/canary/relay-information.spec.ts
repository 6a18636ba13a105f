import { expect, proves, test, whereItApplies } from '../../fixtures/index.ts';

test.describe('readiness', { tag: ['@canary', '@smoke'] }, () => {
  test('the readiness address answers 200', proves('canary/ready'), ({ visit }) => {
    const readiness = whereItApplies(visit.readiness);
    expect(readiness).toMatchObject({ outcome: 'answered', status: 200 });
  });
});

test.describe('NIP-11: relay information', { tag: '@canary' }, () => {
  test('is served as JSON, to web pages too', proves('nip-11/served-with-cors'), ({ visit }) => {
    const { http, document } = visit.information;
    expect(http).toMatchObject({ outcome: 'answered', status: 200 });
    expect(document, 'a JSON object').toBeDefined();
    expect(http).toMatchObject({ headers: { 'access-control-allow-origin': expect.stringMatching(/^\*$|^https:/) } });
  });

  test('the TLS certificate does not expire soon', proves('canary/certificate-lasts'), ({ visit }) => {
    const { daysLeft, daysNeeded } = whereItApplies(visit.certificate);
    expect(daysLeft, 'days until the certificate expires').toBeGreaterThan(daysNeeded);
  });
});
