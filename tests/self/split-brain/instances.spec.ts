import { expect, test } from '@playwright/test';
import type { HttpAnswer } from '../../../fixtures/protocol/http.ts';
import { dropsIn, instancesSeen, judgeCount } from '../../../fixtures/split-brain/instances.ts';
import { seat } from './seats.ts';

const answers = (...bodies: unknown[]): HttpAnswer[] =>
  bodies.map((body) => ({
    ...{ outcome: 'answered', status: 200, headers: {}, ms: 1, certificate: undefined },
    body: JSON.stringify(body),
  }));

const uptimes = (...seconds: number[]): HttpAnswer[] =>
  answers(...seconds.map((uptime_seconds) => ({ uptime_seconds })));
const cookies = (...values: string[]): ReturnType<typeof seat>[] =>
  values.map((value, index) => seat(index, { headers: { 'set-cookie': [`SERVED=${value}; path=/`] } }));

test.describe('counters of a health address', () => {
  test('that only grow show one instance, and so does a restart', () => {
    expect(instancesSeen([], uptimes(5, 5, 6, 6, 7))).toEqual({ instances: 1, by: [] });
    expect(instancesSeen([], uptimes(70, 70, 0, 1, 1, 2))).toEqual({ instances: 1, by: [] });
  });

  test('that go back and forth show two', () => {
    expect(instancesSeen([], uptimes(70, 5, 70, 5, 71))).toEqual({
      ...{ instances: 2, by: ['uptime_seconds went back 2 times in 5 answers'] },
    });
    expect(
      dropsIn(answers({ events_total: 9 }, { events_total: 3 }, { events_total: 9 }, { events_total: 4 })),
    ).toEqual([['events_total', 2]]);
  });

  test('are no gauges, texts, or what is not JSON', () => {
    expect(dropsIn(answers({ connections: 9 }, { connections: 1 }, { connections: 9 }, { connections: 1 }))).toEqual(
      [],
    );
    expect(dropsIn(answers({ uptime: 'long' }, 'ok', null, [1]))).toEqual([]);
    expect(dropsIn([{ outcome: 'silence', afterMs: 5, isReached: true, ms: 5 }])).toEqual([]);
  });
});

test.describe('cookies', () => {
  test('of a few values, each given again, show as many instances', () => {
    expect(instancesSeen(cookies('a', 'b', 'a', 'b'), [])).toEqual({
      instances: 2,
      by: ['the cookie SERVED has 2 values'],
    });
  });

  test('that are new each time show nothing', () => {
    expect(instancesSeen(cookies('a', 'b', 'c', 'd'), []).instances).toBe(1);
  });
});

test.describe('one instance', () => {
  const [one, two] = [
    { instances: 1, by: [] },
    { instances: 2, by: ['a cookie'] },
  ];

  test('is asked only where it is promised', () => {
    expect(judgeCount(undefined, two, [])).toMatchObject({ outcome: 'not asked' });
    expect(judgeCount(2, two, [])).toMatchObject({ outcome: 'not asked' });
  });

  test('is broken by whatever shows a second one', () => {
    expect(judgeCount(1, two, uptimes(1))).toEqual({
      outcome: 'split',
      words: ['there is more than one instance: a cookie'],
    });
  });

  test('is said only where a counter could have shown another', () => {
    expect(judgeCount(1, one, uptimes(1, 1))).toEqual({ outcome: 'one' });
    expect(judgeCount(1, one, answers({ status: 'ok' }))).toMatchObject({ outcome: 'not asked', didNotRun: true });
    expect(judgeCount(1, one, answers({ uptime: 'long' }))).toMatchObject({ outcome: 'not asked', didNotRun: true });
  });
});
