import { expect, test } from '@playwright/test';
import { startHealth, type Dependency } from '../../../lab/system/api/health.ts';
import { sayTo, watchCondition } from '../../../lab/system/say.ts';

function dependency(name: string, prove: () => Promise<void>, lines: string[] = []): Dependency {
  return {
    name,
    prove,
    condition: watchCondition(
      name,
      sayTo((line) => lines.push(line)),
    ),
  };
}

const answers = (): Promise<void> => Promise.resolve();
const fails = (): Promise<void> => Promise.reject(new Error('read-only'));

test.describe('health', () => {
  test('is 200 where every dependency answers', async () => {
    const { status, dependencies } = await startHealth([dependency('postgres', answers)])();
    expect([status, dependencies['postgres']?.ok]).toEqual([200, true]);
  });

  test('is 503 where one fails, and gives its words', async () => {
    const { status, dependencies } = await startHealth([dependency('redis', answers), dependency('postgres', fails)])();
    expect(status).toBe(503);
    expect(dependencies).toMatchObject({ redis: { ok: true }, postgres: { ok: false, words: 'read-only' } });
  });

  test('is 503 where one says nothing', async () => {
    const { status, dependencies } = await startHealth([dependency('rabbitmq', () => new Promise(() => undefined))])();
    expect(status).toBe(503);
    expect(dependencies['rabbitmq']?.words).toContain('no answer within');
  });

  test('asks at most once a second', async () => {
    let [asked, nowMs] = [0, 0];
    const ask = startHealth([dependency('s3', () => Promise.resolve(void (asked += 1)))], () => nowMs);
    await ask();
    nowMs = 900;
    await ask();
    expect(asked).toBe(1);
    nowMs = 1_100;
    await ask();
    expect(asked).toBe(2);
  });
});

test.describe('the log', () => {
  test('says once that a backend fails, again after five seconds, and that it is back', () => {
    const lines: string[] = [];
    let nowMs = 0;
    const condition = watchCondition(
      'redis',
      sayTo((line) => lines.push(line.slice(25))),
      () => nowMs,
    );
    for (nowMs of [0, 100, 200, 5_100]) condition.failed(new Error('ECONNREFUSED'));
    nowMs = 6_000;
    condition.answered();
    condition.answered();
    expect(lines).toEqual([
      'level=ERROR about=redis fails (1 times so far): ECONNREFUSED',
      'level=ERROR about=redis fails (4 times so far): ECONNREFUSED',
      'level=WARN about=redis is back after 6000 ms and 4 failures',
    ]);
  });
});
