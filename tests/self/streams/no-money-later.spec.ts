import { DIALECTS } from '../../../fixtures/config/streams-words.ts';
import { SYNTHETIC_RECIPIENT } from '../../../fixtures/streams/synthetic.ts';
import type { Answer, StreamsSeams } from '../../../lab/streams-api/seams.ts';
import type { RunningStreamsApi } from '../../../lab/streams-api/start.ts';
import { readinessThat } from './says.ts';
import { expect, test, writesAmong } from './streams-lab.ts';

const CREATED = { frontend: '/api/streams', backend: '/api/v1/streams' };
const SETTLED = ['ended', 'completed'];

/** A seam through which each stream says that it is on this chain. */
const streamsOn = (chainId: string): Pick<StreamsSeams, 'response'> => ({
  response: (answer, { method, path }) =>
    method === 'GET' && !path.includes('/streams/') ? answer : { ...answer, body: onChain(answer, chainId) },
});

const onChain = ({ body }: Answer, chainId: string): unknown => {
  const { data } = (body ?? {}) as { data?: object };
  return data === undefined ? { ...(body as object), chainId } : { ...(body as object), data: { ...data, chainId } };
};

/** The requests that ask for money: those that settle, by their address or by what became of the stream. */
const settlementsOf = (api: RunningStreamsApi): unknown[] => [
  ...writesAmong(api).filter(({ path }) => path.endsWith('/settle')),
  ...api.streams().filter(({ row }) => SETTLED.includes(row.status)),
  ...api.payments(),
];

for (const dialect of DIALECTS)
  test.describe(`nothing is settled (${dialect} API)`, () => {
    for (const depth of ['whole', 'smoke'] as const)
      test(`where mainnet shows itself once a stream is made (${depth})`, async ({ start, walk }) => {
        let isMade = false;
        const api = await start({
          dialect,
          seams: {
            ...readinessThat(() => ({ network: { name: isMade ? 'mainnet' : 'mock' } })),
            response: (answer, { method, path }) => {
              isMade ||= method === 'POST' && path === CREATED[dialect] && answer.status === 201;
              return answer;
            },
          },
        });
        const { notWritten } = await walk(api, dialect, { depth });
        expect(notWritten).toContain('network.name is "mainnet" (mainnet)');
        expect(isMade).toBe(true);
        expect(settlementsOf(api)).toEqual([]);
      });

    test('where the new stream says that it is on mainnet', async ({ start, walk }) => {
      const api = await start({ dialect, seams: streamsOn('mainnet') });
      const { notWritten } = await walk(api, dialect);
      expect(notWritten).toMatch(/the new stream: (data\.)?chainId is "mainnet" \(mainnet\)/);
      expect(settlementsOf(api)).toEqual([]);
    });

    test('by the run after that one, which finds the stream open', async ({ start, walk }) => {
      const api = await start({ dialect, seams: streamsOn('mainnet') });
      await walk(api, dialect, { deployId: 'one' });
      expect((await walk(api, dialect, { deployId: 'one' })).notWritten).toContain('mainnet');
      expect((await walk(api, dialect, { deployId: 'two' })).notWritten).toContain('mainnet');
      expect(settlementsOf(api)).toEqual([]);
    });

    test('where mainnet shows itself before what an earlier run left is ended', async ({ start, walk, place }) => {
      const file = place('streams.sqlite');
      const users = [{ name: 'smoke', token: 'of-a-test' }];
      const before = await start({ dialect, file, users, seams: streamsOn('mainnet') });
      await walk(before, dialect);
      await before.stop();
      const says = readinessThat((question) => ({ network: { name: question > 5 ? 'mainnet' : 'mock' } }));
      const api = await start({ dialect, file, users, seams: says });
      const { notWritten } = await walk(api, dialect, { state: place('another-state') });
      expect(notWritten).toContain('network.name is "mainnet" (mainnet)');
      expect(api.streams().filter(({ row }) => row.recipient === SYNTHETIC_RECIPIENT)).toHaveLength(1);
      expect(settlementsOf(api)).toEqual([]);
    });
  });
