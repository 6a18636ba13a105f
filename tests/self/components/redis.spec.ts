import { expect, test } from '@playwright/test';
import { readEvents } from '../../../lab/components/redis/sentinels.ts';
import { asRedisConf, asSentinelConf } from '../../../lab/components/redis/settings.ts';

const LOG = `27304:X 22 Nov 2026 05:21:03.116 # Configuration loaded
27304:X 22 Nov 2026 05:21:09.500 # +sdown master game-day 127.0.0.1 16371
27304:X 22 Nov 2026 05:21:10.250 # +switch-master game-day 127.0.0.1 16371 127.0.0.1 16372
27304:X 22 Nov 2026 05:21:10.251 * +slave slave 127.0.0.1:16371 127.0.0.1 16371 @ game-day 127.0.0.1 16372
`;

test('the log of a Sentinel is read as events', () => {
  const events = readEvents('sentinel-1', LOG);
  expect(events.map(({ event }) => event)).toEqual(['+sdown', '+switch-master', '+slave']);
  expect(events[1]).toEqual({
    ...{ sentinel: 'sentinel-1', event: '+switch-master', words: 'game-day 127.0.0.1 16371 127.0.0.1 16372' },
    atMs: Date.UTC(2026, 10, 22, 5, 21, 10, 250),
  });
});

test('only a guarded Redis refuses writes that nobody else has', () => {
  const place = { host: '127.0.0.1', port: 16371, isApart: false };
  expect(asRedisConf({ ...place, isGuarded: true })).toContain('min-replicas-to-write 1\nmin-replicas-max-lag 1\n');
  expect(asRedisConf({ ...place, isGuarded: false })).not.toContain('min-replicas');
});

test('who stands apart also speaks from its own address, so that a partition meets it', () => {
  const master = { host: '127.0.1.1', port: 6379 };
  const options = { master, quorum: 2, downAfterMs: 500, failoverTimeoutMs: 3000, host: '127.0.1.2', port: 26379 };
  expect(asSentinelConf({ ...options, isApart: true })).toContain('bind-source-addr 127.0.1.2');
  expect(asSentinelConf({ ...options, isApart: false })).not.toContain('bind-source-addr');
});
