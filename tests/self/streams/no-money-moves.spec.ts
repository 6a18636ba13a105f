import type { StreamsSettings } from '../../../fixtures/config/streams-settings.ts';
import { DIALECTS } from '../../../fixtures/config/streams-words.ts';
import { readinessThat, type Says } from './says.ts';
import { expect, test, writesAmong } from './streams-lab.ts';

const MAINNET = 'Public Global Stellar Network ; September 2015';
const TESTNET = 'Test SDF Network ; September 2015';

interface Doubtful {
  what: string;
  /** X_STREAMS_NETWORK; default: testnet. */
  network?: StreamsSettings['network'];
  says: Says;
  status?: number;
  /** Why nothing was written. */
  problem: string;
  mend: string;
}

const otherwise = { mend: 'check that STAGING_STREAMS_URL is the deployment that you mean' };
const silent = { problem: 'does not say on which network it is', mend: 'let readiness say it: {"network": {"name":' };
const testnet = { name: 'testnet' };

const DOUBTFUL: Doubtful[] = [
  {
    ...{ what: 'the setting is missing', network: undefined, says: () => ({ network: testnet }) },
    ...{ problem: 'STAGING_STREAMS_NETWORK is not set', mend: 'set it to testnet or mock where no money moves' },
  },
  {
    ...{ what: 'readiness says mainnet', says: () => ({ network: { name: 'mainnet' } }) },
    ...{ ...otherwise, problem: 'network.name is "mainnet" (mainnet)' },
  },
  {
    ...{
      what: 'the passphrase is another than the name',
      says: () => ({ network: { ...testnet, passphrase: MAINNET } }),
    },
    ...{ ...otherwise, problem: `network.passphrase is "${MAINNET}" (mainnet)` },
  },
  {
    what: 'the address is that of mainnet',
    says: () => ({
      network: testnet,
      checks: { stellar: { status: 'ok', message: 'reachable: https://horizon.stellar.org' } },
    }),
    ...{ ...otherwise, problem: 'https://horizon.stellar.org' },
  },
  { ...{ what: 'readiness says nothing of it', says: () => ({}) }, ...silent },
  { ...{ what: 'readiness says nothing of it, nor the setting mock', network: 'mock', says: () => ({}) }, ...silent },
  {
    ...{ what: 'readiness says testnet, and the setting mock', network: 'mock', says: () => ({ network: testnet }) },
    ...{ ...otherwise, problem: 'STAGING_STREAMS_NETWORK is mock, but ' },
  },
  {
    ...{ what: 'readiness says mock, and the setting testnet', says: () => ({ network: { name: 'mock' } }) },
    ...{ ...otherwise, problem: 'network.name is "mock" (mock)' },
  },
  ...[`${TESTNET} `, TESTNET.replace('2015', '2016'), TESTNET.toLowerCase()].map((passphrase) => ({
    ...{ what: `the passphrase is "${passphrase}"`, says: () => ({ network: { passphrase } }) },
    ...{ ...otherwise, problem: `network.passphrase is "${passphrase}" (unknown)` },
  })),
  ...[
    'https://horizon-testnet.stellar.org.evil.example',
    'https://evil.example/?u=horizon-testnet.stellar.org',
    "https://evil.example/?u='https://horizon-testnet.stellar.org'",
  ].map((address) => ({
    ...{
      what: `the address is ${address}`,
      says: () => ({ stellar: { message: `reachable: ${address}` } }),
      ...silent,
    },
  })),
  {
    ...{ what: 'mainnet is named by who is not ready', status: 503, says: () => ({ network: { name: 'mainnet' } }) },
    ...{ ...otherwise, problem: 'network.name is "mainnet" (mainnet)' },
  },
  ...[0, 1, 2, 3].map((instance) => ({
    what: `one of four instances says mainnet (the one of turn ${instance})`,
    says: (question: number) => ({ network: { name: question % 4 === instance ? 'mainnet' : 'testnet' } }),
    ...{ ...otherwise, problem: 'network.name is "mainnet" (mainnet)' },
  })),
  ...[2, 3, 4, 5].map((silentOne) => ({
    what: `answer ${silentOne} of readiness says nothing`,
    says: (question: number) => (question % 5 === silentOne % 5 ? {} : { network: testnet }),
    ...silent,
  })),
];

for (const dialect of DIALECTS)
  test.describe(`nothing is written (${dialect} API)`, () => {
    for (const { what, says, status, problem, mend, ...settings } of DOUBTFUL)
      test(`where ${what}`, async ({ start, walk }) => {
        const api = await start({ dialect, seams: readinessThat(says, status) });
        const [streams, payments] = [api.streams(), api.payments()];
        for (const depth of ['whole', 'smoke'] as const) {
          const outcome = await walk(api, dialect, { depth, settings: { network: 'testnet', ...settings } });
          expect(outcome.walk?.writes).toEqual({ applies: false, because: 'no money may move', didNotRun: true });
          for (const words of ['STAGING_STREAMS_NETWORK', problem, mend]) expect(outcome.notWritten).toContain(words);
        }
        expect(writesAmong(api)).toEqual([]);
        expect([api.streams(), api.payments()]).toEqual([streams, payments]);
      });

    test('at depth reads, whatever the API says', async ({ start, walk }) => {
      const api = await start({ dialect });
      const { walk: read, notWritten } = await walk(api, dialect, { depth: 'reads' });
      expect(read?.writes).toEqual({ applies: false, because: 'this run only reads' });
      expect([notWritten, writesAmong(api), api.payments()]).toEqual([undefined, [], []]);
    });

    test('is not so where both say the same', async ({ start, walk }) => {
      const api = await start({ dialect });
      await walk(api, dialect);
      expect(api.payments()).toHaveLength(1);
    });
  });
