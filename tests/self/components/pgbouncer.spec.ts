import { expect, test } from '@playwright/test';
import { followPrimary } from '../../../lab/components/pgbouncer/follow-primary.ts';
import { readPgbench } from '../../../lab/components/pgbouncer/pgbench.ts';
import type { NodeState } from '../../../lab/components/postgres/monitor.ts';

const REPORT = `pgbench: error: client 7 aborted in command 5 (SQL) of script 0; perhaps the backend died while processing
number of clients: 500
number of transactions actually processed: 22216
number of failed transactions: 3 (0.013%)
latency average = 690.463 ms
initial connection time = 163.658 ms
tps = 724.152001 (without initial connection time)
`;

test('a report of pgbench is read, with the clients that it gave up', () => {
  expect(readPgbench(REPORT)).toMatchObject({
    ...{ transactions: 22216, failedTransactions: 3, abortedClients: 1, connectionErrors: 0 },
    ...{ transactionsPerSecond: 724.152001, latencyMs: 690.463, connectedInMs: 163.658 },
  });
});

test('a pgbench that was refused a connection has made no transaction', () => {
  const words =
    'pgbench: error: connection to server at "127.0.0.1", port 1 failed: FATAL:  no more connections allowed';
  expect(readPgbench(words)).toMatchObject({ transactions: 0, connectionErrors: 1, words });
});

test('a pgbench that never came to a report is no result', () => {
  expect(() => readPgbench('pgbench: error: permission denied')).toThrow('permission denied');
});

test('PgBouncer follows the primary, and stays where it is while there is none', async () => {
  const told = ['one', undefined, 'two', undefined].map((name, index) => name && { name, host: 'h', port: index });
  let target = { host: 'h', port: 0 };
  const follower = followPrimary(
    { primary: () => Promise.resolve(told.shift() as NodeState | undefined) },
    {
      target: () => target,
      pointTo: (to) => Promise.resolve(void (target = to)),
    },
    { everyMs: 1 },
  );
  await expect.poll(() => told.length).toBe(0);
  await follower.stop();
  expect(follower.moves().map(({ to }) => to)).toEqual(['two']);
  expect(target).toEqual({ host: 'h', port: 2 });
  expect(follower.why()).toBe('');
});
