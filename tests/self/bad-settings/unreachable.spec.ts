import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { WebSocketServer } from 'ws';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { runProject, type ProjectRun } from '../../../lab/run/run-project.ts';
import { expect, test } from '../lab.ts';

const answer =
  (status: number, body: string): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { connection: 'close' }).end(body);

const TLS = { key: readFileSync('lab/tls/self-signed.key'), cert: readFileSync('lab/tls/self-signed.crt') };

const goodBye = (): Server => {
  const server = createHttpServer();
  new WebSocketServer({ server }).on('connection', (socket) => socket.close(4000, 'go away'));
  return server;
};

const hangUp = (): Server => createServer((socket) => socket.destroy());

/** Something that is no relay, the scheme with which it is asked, and the words that have to stand in the output. */
const SERVERS: { what: string; scheme: string; start: () => Server; words: string[]; exitCode?: number }[] = [
  {
    what: 'HTTP 404 answers',
    scheme: 'ws',
    start: () => createHttpServer(answer(404, 'Not Found')),
    words: ['HTTP 404 instead of the upgrade to WebSocket: "Not Found"', 'check host and path of PROD_RELAY_URL'],
  },
  {
    what: 'HTTP 502 answers',
    scheme: 'ws',
    start: () => createHttpServer(answer(502, 'Bad Gateway')),
    words: ['HTTP 502 instead of the upgrade', 'The proxy answers, the relay behind it does not'],
  },
  { what: 'every connection is closed at once', scheme: 'ws', start: hangUp, words: ['No connection to the relay'] },
  {
    what: 'the relay says good-bye to everybody',
    scheme: 'ws',
    start: goodBye,
    words: ['closes every connection at once (code 4000 "go away")'],
  },
  {
    what: 'the certificate is not trusted',
    scheme: 'wss',
    start: () => createHttpsServer(TLS, answer(200, '')),
    words: ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS failed: check the certificate'],
    exitCode: 3,
  },
];

const settingsFor = (url: string): Record<string, string> => ({
  PROD_RELAY_URL: url,
  PROD_CANARY_SECRET_KEY: Buffer.from(SecretKey.generate().reveal()).toString('hex'),
  PROD_CANARY_GROUP: 'canary',
});

/** Where nobody answers, the visit itself has asked more than once. */
const ONCE = ['--retries=0'];

const ONE_RED = { red: ['canary/relay-answers'], green: [] };

const unsaid = ({ output }: ProjectRun, words: string[]): string[] => words.filter((word) => !output.includes(word));

test.describe('prod-canary without a relay', { tag: '@slow' }, () => {
  for (const { what, scheme, start, words, exitCode = 1 } of SERVERS) {
    test(`says what it found where ${what}`, async ({}, testInfo) => {
      const server = start().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const settings = settingsFor(`${scheme}://127.0.0.1:${port}`);
      const run = await runProject({
        project: 'prod-canary',
        reports: testInfo.outputPath('reports'),
        settings,
        arguments: ONCE,
      });
      server.close();
      expect(run).toMatchObject({ ...ONE_RED, exitCode });
      expect(unsaid(run, words)).toEqual([]);
    });
  }

  test('says that nobody listens', async ({}, testInfo) => {
    const settings = settingsFor('ws://127.0.0.1:1');
    const run = await runProject({
      project: 'prod-canary',
      reports: testInfo.outputPath('reports'),
      settings,
      arguments: ONCE,
    });
    expect(run).toMatchObject({ ...ONE_RED, exitCode: 1 });
    expect(unsaid(run, ['ECONNREFUSED', 'check PROD_RELAY_URL, the service behind it and the firewall'])).toEqual([]);
  });

  test('says that a name cannot be resolved', async ({}, testInfo) => {
    const settings = settingsFor('wss://no-such-relay.invalid');
    const run = await runProject({
      project: 'prod-canary',
      reports: testInfo.outputPath('reports'),
      settings,
      arguments: ONCE,
    });
    expect(run).toMatchObject({ ...ONE_RED, exitCode: 3 });
    expect(unsaid(run, ['The name cannot be resolved here: check PROD_RELAY_URL'])).toEqual([]);
  });
});
