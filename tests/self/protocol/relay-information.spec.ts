import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askRelayInformation } from '../../../fixtures/protocol/relay-information.ts';
import { expect, test as base } from './a-relay-that.ts';

const test = base.extend<{ aWebServerThat: (answers: RequestListener) => Promise<string> }>({
  aWebServerThat: async ({}, use) => {
    const server = createServer();
    await use(async (answers) => {
      server.on('request', answers).listen(0, '127.0.0.1');
      await once(server, 'listening');
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/path`;
    });
    server.closeAllConnections();
    server.close();
  },
});

const ANSWERS = [
  { title: 'a JSON object', status: 200, body: '{"name":"a relay"}', document: { name: 'a relay' } },
  { title: 'an empty object', status: 200, body: '{}', document: {} },
  { title: 'HTML instead', status: 200, body: '<html>nginx</html>', document: undefined },
  { title: 'a page that is not found', status: 404, body: 'not here', document: undefined },
  { title: 'an array', status: 200, body: '[{"name":"a relay"}]', document: undefined },
  { title: 'null', status: 200, body: 'null', document: undefined },
  { title: 'nothing at all', status: 200, body: '', document: undefined },
];

test.describe('relay information', () => {
  for (const { title, status, body, document } of ANSWERS) {
    test(`tells status, body and document of ${title}`, async ({ aWebServerThat }) => {
      const url = await aWebServerThat((_, response) => response.writeHead(status, { 'X-Seen': 'yes' }).end(body));
      const information = await askRelayInformation(url, 1000);
      expect(information.http).toMatchObject({ outcome: 'answered', status, body, headers: { 'x-seen': 'yes' } });
      expect(information.document).toEqual(document);
    });
  }

  test('an answer that is announced without end is given up', async ({ aWebServerThat }) => {
    const url = await aWebServerThat((_, response) => {
      for (let times = 0; times < 50; times += 1) response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    });
    const { http } = await askRelayInformation(url, 60_000);
    expect(http).toMatchObject({
      outcome: 'unreachable',
      words: 'more than 10 provisional answers (1xx) and no real one',
    });
  });

  test('is asked for with the media type of NIP-11 and from another origin', async ({ aWebServerThat }) => {
    const asked: unknown[] = [];
    const url = await aWebServerThat(({ method, url: path, headers }, response) => {
      asked.push({ method, path, accept: headers.accept, origin: headers.origin });
      response.end('{}');
    });
    await askRelayInformation(url, 1000);
    const origin = 'https://relay-canary.example';
    expect(asked).toEqual([{ method: 'GET', path: '/path', accept: 'application/nostr+json', origin }]);
  });

  test('follows no redirect', async ({ aWebServerThat }) => {
    const url = await aWebServerThat((_, response) => response.writeHead(302, { Location: '/elsewhere' }).end());
    expect(await askRelayInformation(url, 1000)).toMatchObject({ http: { status: 302 }, document: undefined });
  });

  test('is cut off where the body never ends', async ({ aWebServerThat }) => {
    const url = await aWebServerThat((_, response) => {
      const pour = (): boolean => response.write('x'.repeat(64 * 1024)) || response.once('drain', pour).destroyed;
      pour();
    });
    const { http } = await askRelayInformation(url, 2000);
    expect(http).toMatchObject({ outcome: 'answered', status: 200 });
    expect('body' in http ? http.body.length : Infinity).toBeLessThanOrEqual(512 * 1024);
  });

  test('is silence where the server accepts and never answers', async ({ aWebServerThat }) => {
    const url = await aWebServerThat(() => undefined);
    expect(await askRelayInformation(url, 150)).toMatchObject({ http: { outcome: 'silence' }, document: undefined });
  });

  test('is silence where the body stops midway', async ({ aWebServerThat }) => {
    const url = await aWebServerThat((_, response) => response.write('{"name":'));
    expect((await askRelayInformation(url, 150)).http).toMatchObject({ outcome: 'silence' });
  });

  test('is unreachable where the connection is cut midway', async ({ aWebServerThat }) => {
    const url = await aWebServerThat((_, response) => response.write('{', () => response.destroy()));
    expect((await askRelayInformation(url, 1000)).http).toMatchObject({ outcome: 'unreachable', code: 'ECONNRESET' });
  });

  test('is unreachable where nobody listens', async () => {
    const { http } = await askRelayInformation('ws://127.0.0.1:1', 1000);
    expect(http).toMatchObject({ outcome: 'unreachable', code: 'ECONNREFUSED' });
  });
});
