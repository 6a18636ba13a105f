import { CERTIFICATE, startTlsProxy } from '../../../lab/proxy/tls.ts';
import { expect, test } from '../lab.ts';

test.describe('prod-canary over TLS', { tag: '@slow' }, () => {
  test('is green on a certificate that is trusted and lasts', async ({ labRelay }) => {
    const { port } = new URL(labRelay.settings['PROD_RELAY_URL'] ?? '');
    const proxy = await startTlsProxy(Number(port));
    const settings = { PROD_RELAY_URL: `wss://127.0.0.1:${proxy.port}`, NODE_EXTRA_CA_CERTS: CERTIFICATE };
    const run = await labRelay.runCanary(settings);
    proxy.stop();
    expect(run).toMatchObject({ exitCode: 0, red: [] });
    expect(run.green).toContain('canary/certificate-lasts');
  });

  test('is red on a certificate that is not trusted', async ({ labRelay }) => {
    const { port } = new URL(labRelay.settings['PROD_RELAY_URL'] ?? '');
    const proxy = await startTlsProxy(Number(port));
    const run = await labRelay.runCanary({ PROD_RELAY_URL: `wss://127.0.0.1:${proxy.port}` });
    proxy.stop();
    expect(run).toMatchObject({ exitCode: 3, verdict: 'inconclusive', red: ['canary/relay-answers'] });
  });
});
