import { askOverHttp, askPreflight, askRelayInformation, askTold, expect } from '../../../fixtures/protocol-suite.ts';
import { openAsWebPage, proves, test, WEB_PAGE } from '../../../fixtures/protocol-suite.ts';

const EXACTLY = { Accept: 'application/nostr+json' };
const LETS_IN = {
  'access-control-allow-origin': expect.stringMatching(/^(\*|https:\/\/relay-canary\.example)$/),
};

test.describe('NIP-11: over HTTP', () => {
  test('the relay information is a JSON object', proves('nip-11/is-a-json-object'), async ({ settings }) => {
    const { http, document } = await askRelayInformation(settings.relayUrl, 10_000);
    expect(http).toMatchObject({ outcome: 'answered', status: 200 });
    expect(document, 'a JSON object').toBeDefined();
  });

  test('its content type is JSON', proves('nip-11/content-type-is-json'), async ({ settings }) => {
    await askTold(settings);
    const http = await askOverHttp(settings.relayUrl, { headers: EXACTLY });
    const type = expect.stringMatching(/^application\/(nostr\+)?json\b/);
    expect(http).toMatchObject({ headers: { 'content-type': type } });
  });

  test('it is smaller than 64 KiB', proves('nip-11/is-small'), async ({ settings }) => {
    await askTold(settings);
    const http = await askOverHttp(settings.relayUrl, { headers: EXACTLY });
    expect(http).toMatchObject({ body: expect.stringMatching(/^[^]{2,65535}$/) });
  });

  test('web pages may read it', proves('nip-11/web-pages-may-read'), async ({ settings }) => {
    await askTold(settings);
    const http = await askOverHttp(settings.relayUrl, { headers: { ...EXACTLY, Origin: WEB_PAGE } });
    expect(http).toMatchObject({ headers: LETS_IN });
  });

  test('a preflight lets web pages in', proves('nip-11/preflight-lets-in'), async ({ settings }) => {
    await askTold(settings);
    const http = await askPreflight(settings.relayUrl);
    expect(http).toMatchObject({ headers: LETS_IN });
    expect(String((http as { status?: number }).status), 'status').toMatch(/^2/);
  });

  test('a preflight names methods and headers', proves('nip-11/preflight-names-what'), async ({ settings }) => {
    await askTold(settings);
    const headers = {
      'access-control-allow-methods': expect.stringMatching(/get|\*/i),
      'access-control-allow-headers': expect.stringMatching(/accept|\*/i),
    };
    expect(await askPreflight(settings.relayUrl)).toMatchObject({ headers });
  });

  for (const { spelled, requirement, accept } of [
    {
      spelled: 'among others',
      requirement: 'accepted-among-others',
      accept: 'application/nostr+json, application/json',
    },
    {
      spelled: 'with a weight',
      requirement: 'accepted-with-a-weight',
      accept: 'text/html;q=0.5, application/nostr+json;q=0.9, */*;q=0.1',
    },
  ])
    test(`it is served to who names its type ${spelled}`, proves(`nip-11/${requirement}`), async ({ settings }) => {
      await askTold(settings);
      const http = await askOverHttp(settings.relayUrl, { headers: { Accept: accept } });
      expect(http).toMatchObject({ status: 200, body: expect.stringMatching(/^\s*\{/) });
    });

  test('HEAD is answered', proves('nip-11/head-is-answered'), async ({ settings }) => {
    const http = await askOverHttp(settings.relayUrl, { method: 'HEAD', headers: EXACTLY });
    expect(http.outcome).toBe('answered');
    expect(String((http as { status?: number }).status), 'status').toMatch(/^[234]/);
  });

  test('a plain GET is answered', proves('nip-11/plain-get-is-answered'), async ({ settings }) => {
    // 501 is the honest word of a server that speaks nothing but WebSocket (false alarm FA-01)
    const http = await askOverHttp(settings.relayUrl);
    expect(http.outcome).toBe('answered');
    expect(String((http as { status?: number }).status), 'status').toMatch(/^([234]|501$)/);
  });

  test('it says the same to everybody', proves('nip-11/says-the-same-again'), async ({ settings }) => {
    await askTold(settings);
    const ask = (): ReturnType<typeof askRelayInformation> => askRelayInformation(settings.relayUrl, 10_000);
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, ask));
    expect(first?.document).toBeDefined();
    for (const { document } of others) expect(document).toEqual(first?.document);
  });

  test('a web page may open a WebSocket', proves('nip-11/web-pages-may-connect'), async ({ settings }) => {
    expect(await openAsWebPage(settings.relayUrl)).toMatchObject({ outcome: 'open' });
  });
});
