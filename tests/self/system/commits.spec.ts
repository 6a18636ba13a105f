import { expect, test } from '@playwright/test';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { watchCondition } from '../../../lab/system/say.ts';
import { startCommits, type Commits } from '../../../lab/system/store/commits.ts';
import { asStoreError } from '../../../lab/system/store/postgres-table.ts';
import { NotTaken, Unstorable } from '../../../lab/system/store/table.ts';
import { memoryTable, refusals, type MemoryTable } from './memory-table.ts';

const key = SecretKey.generate();
const message = (content: string): ReturnType<SecretKey['sign']> => key.sign({ kind: 9, content });
const silent = watchCondition('store', () => undefined);

interface Started {
  table: MemoryTable;
  commits: Commits;
  committed: string[][];
  failed: { contents: string[]; words: string }[];
}

function start(withinMs = 2_000): Started {
  const started: Omit<Started, 'commits'> = { table: memoryTable(), committed: [], failed: [] };
  const commits = startCommits({
    ...{ table: started.table, condition: silent, withinMs },
    onCommitted: (events) => void started.committed.push(events.map(({ content }) => content)),
    onFailed: (events, words) => void started.failed.push({ contents: events.map(({ content }) => content), words }),
  });
  return { ...started, commits };
}

const isIdle = ({ commits }: Started): Promise<void> => expect.poll(commits.isIdle).toBe(true);

test.describe('commits', () => {
  test('keep the order, and what was added in one go in one transaction', async () => {
    const started = start();
    for (const content of ['one', 'two', 'three']) started.commits.add(message(content));
    await isIdle(started);
    expect(started.table.rows.map(({ event }) => event.content)).toEqual(['one', 'two', 'three']);
    expect(started.table.appends).toHaveLength(1);
  });

  test('are tried again as retries until the store is back', async () => {
    const started = start();
    started.table.failures = refusals(2);
    started.commits.add(message('one'));
    await isIdle(started);
    expect(started.table.appends.map(({ isRetry }) => isRetry)).toEqual([false, true, true]);
    expect(started.committed).toEqual([['one']]);
  });

  test('fail at the deadline, in the words of the store', async () => {
    const started = start(150);
    started.table.failures = refusals(9);
    started.commits.add(message('one'));
    await isIdle(started);
    expect(started.failed).toEqual([{ contents: ['one'], words: 'error: the store is away: connect ECONNREFUSED' }]);
  });

  test('say that the event may still appear, where one attempt had no answer', async () => {
    const started = start(150);
    started.table.failures = [{ error: new Error('Connection terminated'), late: true }, ...refusals(9)];
    started.commits.add(message('one'));
    await isIdle(started);
    expect(started.failed[0]?.words).toContain('which may still appear');
  });

  test('of an event that cannot be stored fail at once, and alone', async () => {
    const started = start();
    for (const content of ['bad', 'good']) {
      started.commits.add(message(content));
      await Promise.resolve();
    }
    const unstorable = { error: new Unstorable('22P05 unsupported Unicode') };
    started.table.failures = [unstorable, unstorable];
    await isIdle(started);
    expect(started.failed.map(({ contents }) => contents)).toEqual([['bad']]);
    expect(started.committed).toEqual([['good']]);
  });

  test('of a young event do not fail at the deadline of an old one', async () => {
    const started = start(600);
    started.table.failures = refusals(6);
    started.commits.add(message('old'));
    await expect.poll(() => started.table.appends.length, { intervals: [5] }).toBeGreaterThanOrEqual(5);
    started.commits.add(message('young'));
    await isIdle(started);
    expect(started.failed.map(({ contents }) => contents)).toEqual([['old']]);
    expect(started.committed).toEqual([['young']]);
  });
});

test.describe('an error of Postgres', () => {
  const errorOf = (code?: string): Error =>
    asStoreError(Object.assign(new Error('words'), code === undefined ? {} : { code }));

  test('in the event itself makes a retry useless', () => {
    expect(errorOf('22P05')).toBeInstanceOf(Unstorable);
  });

  test('of a read-only or full server says that nothing was taken', () => {
    for (const code of ['25006', '53300', '57P03']) expect(errorOf(code)).toBeInstanceOf(NotTaken);
  });

  test('of a lost connection or a shutdown leaves open what was done', () => {
    for (const code of ['08P01', '57P01', 'ECONNRESET', undefined]) {
      expect(errorOf(code)).not.toBeInstanceOf(NotTaken);
      expect(errorOf(code)).not.toBeInstanceOf(Unstorable);
    }
  });
});
