import { expect, test } from '@playwright/test';
import type { SafeNetwork } from '../../../fixtures/config/streams-words.ts';
import { doubtAbout, statementsIn } from '../../../fixtures/streams/network.ts';

const MAINNET = 'Public Global Stellar Network ; September 2015';
const TESTNET = 'Test SDF Network ; September 2015';
const HORIZON = 'https://horizon-testnet.stellar.org';

/** Why nothing may be written where every readiness says this; undefined where it may. */
const doubt = (network: SafeNetwork | undefined, ...documents: unknown[]): string | undefined =>
  doubtAbout(
    { prefix: 'STAGING', network, url: 'https://streams.example' },
    documents.map((document) => statementsIn(document, 'readiness')),
  );

/** By title: the network of the settings, and a document that proves it. */
const PROOFS: Record<string, [SafeNetwork, unknown]> = {
  'a name': ['testnet', { network: 'testnet' }],
  'a name in capitals': ['testnet', { STELLAR_NETWORK: 'TESTNET' }],
  'the name of an object': ['mock', { network: { name: 'mock' } }],
  'a list of one name': ['testnet', { network: ['testnet'] }],
  'the passphrase': ['testnet', { networkPassphrase: TESTNET }],
  'the address of the testnet': ['testnet', { checks: { stellar: { message: `reachable: ${HORIZON} (12 ms)` } } }],
  'the address, in another spelling': ['testnet', { horizon: 'HTTPS://Horizon-Testnet.Stellar.Org.:443/ledgers' }],
  'a mock chain with a passphrase of its own': ['mock', { network: { name: 'mock', passphrase: 'of our own' } }],
  'a name beside words about a domain': ['testnet', { network: 'testnet', domain: 'main', domainNetwork: 'a.example' }],
  'a name, where "mainnet" is no': ['testnet', { network: 'testnet', mainnet: false }],
};

/** By title: a document that names the network of the settings, testnet, and mainnet somewhere too. */
const BOTH: Record<string, object> = {
  'a passphrase': { networkPassphrase: MAINNET },
  'a passphrase under another name': { 'network-passphrase': MAINNET },
  'a passphrase in a sentence': { checks: { stellar: { message: `signed for "${MAINNET}"` } } },
  'an address': { horizon: 'https://horizon.stellar.org' },
  'an address in capitals': { horizon: 'HTTPS://HORIZON.STELLAR.ORG' },
  'an address with a dot at its end': { horizon: 'https://horizon.stellar.org./ledgers' },
  'an address without a scheme': { horizon: 'horizon.stellar.org:443' },
  'an address in brackets': { message: 'reachable (https://horizon.stellar.org)' },
  'an address in a list': { horizons: [HORIZON, 'https://horizon.stellar.org'] },
  'an address after a comma': { message: `${HORIZON},https://horizon.stellar.org` },
  "an address of somebody else's": { rpc: 'https://rpc.mainnet.stellar.example' },
  'a second name': { chain: 'pubnet' },
  'a list of names': { network: ['testnet', 'mainnet'] },
  'a kind of network': { network: { name: 'testnet', type: 'mainnet' } },
  "Stellar's own word": { stellar: { environment: 'PUBLIC' } },
  'a name by CAIP-2': { chainId: 'stellar:pubnet' },
  'a switch': { isMainnet: true },
  'a field of that name': { mainnet: { horizon: 'https://stellar.example' } },
  'a number that nobody here knows': { chainId: 1 },
  'a place far down': { a: { b: { c: { d: { e: { f: { g: { h: [[{ network: 'mainnet' }]] } } } } } } } },
};

/** By title: what must not be taken for a proof of testnet. */
const NO_PROOFS: Record<string, unknown> = {
  nothing: {},
  'no JSON at all': undefined,
  'a text': 'testnet',
  'the name under another': { name: 'testnet', service: { id: 'testnet' } },
  'an empty name': { network: '' },
  'another name': { network: 'futurenet' },
  'a name with more behind it': { network: 'testnet-2' },
  'a passphrase with a space at its end': { passphrase: `${TESTNET} ` },
  'a passphrase of another year': { passphrase: 'Test SDF Network ; September 2016' },
  'a passphrase in small letters': { passphrase: TESTNET.toLowerCase() },
  'a host that begins like the testnet': { horizon: 'https://horizon-testnet.stellar.org.evil.example' },
  'a host that ends like the testnet': { horizon: 'https://not-horizon-testnet.stellar.org' },
  'a host before an @': { horizon: 'https://horizon-testnet.stellar.org@evil.example' },
  'a host in a query': { horizon: 'https://evil.example/?u=horizon-testnet.stellar.org' },
  'an address in a query': { horizon: `https://evil.example/?u=${HORIZON}` },
  'an address in quotes in a query': { horizon: `https://evil.example/?u='${HORIZON}'` },
  'one address of two': { message: `https://stellar.example, or else ${HORIZON}` },
  'an address of another protocol': { horizon: 'ftp://horizon-testnet.stellar.org' },
  'a faucet': { links: { faucet: 'https://friendbot.stellar.org' } },
  'the name of a mock chain': { network: 'mock' },
};

test.describe('the network is proven', () => {
  for (const [what, [network, document]] of Object.entries(PROOFS))
    test(`by ${what}`, () => {
      expect(doubt(network, document, document)).toBeUndefined();
    });
});

test.describe('the network is doubted', () => {
  for (const [what, document] of Object.entries(BOTH))
    test(`where testnet is named, and mainnet by ${what}`, () => {
      const told = doubt('testnet', { network: 'testnet', ...document });
      expect(told).toContain(
        'STAGING_STREAMS_NETWORK is testnet, but https://streams.example says otherwise: readiness',
      );
      expect(told).toContain('So nothing is created or settled');
      expect(told).toContain('→ check that STAGING_STREAMS_URL is the deployment that you mean');
    });

  for (const [what, document] of Object.entries(NO_PROOFS))
    test(`where it is to be seen by ${what}`, () => {
      expect(doubt('testnet', document)).toContain('STAGING_STREAMS_NETWORK is testnet, but ');
    });

  test('where one answer of several says nothing, or something else', () => {
    const proof = { network: 'mock' };
    expect(doubt('mock', proof, {}, proof)).toContain('does not say on which network it is, in 3 answers');
    expect(doubt('mock', proof, proof, { network: 'mainnet' })).toContain('readiness: network is "mainnet" (mainnet)');
    expect(doubt('mock', { network: 'mock', chain: 'testnet' })).toContain('chain is "testnet" (testnet)');
  });

  test('where nobody was asked, and where the settings say nothing', () => {
    expect(doubt('testnet')).toContain('in 0 answers');
    expect(doubt(undefined, { network: 'testnet' })).toContain('STAGING_STREAMS_NETWORK is not set');
  });
});
