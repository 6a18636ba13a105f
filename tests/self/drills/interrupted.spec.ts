import { expect, stockOf, test } from './game-day.ts';

const START = 'what is needed is started';
const FAULT = 'relay-1 is killed';
const END = 'load ends, and everything under way comes to its end';

/** A whole session takes half a minute; two take their time one after the other. */
test.describe.configure({ mode: 'serial', timeout: 300_000 });

test.describe('a session that is told to end', { tag: '@slow' }, () => {
  for (const [signal, phase, code] of [
    ['SIGINT', START, 130],
    ['SIGTERM', FAULT, 143],
    ['SIGHUP', FAULT, 129],
    ['SIGINT', END, 130],
  ] as const)
    test(`by ${signal} at "${phase}" takes everything back, and is no pass`, async ({ gameDay }) => {
      const session = gameDay('B1');
      await session.says(phase);
      const family = session.family();
      session.kill(signal, 'driver');
      expect(await session.ended, session.said()).toBe(code);
      expect(await stockOf(session.ground(), family)).toEqual([]);
      expect(session.said()).toMatch(/\| B1 .*\| inconclusive \|/);
    });
});

test.describe('a session of which a part is killed', { tag: '@slow' }, () => {
  test('the driver: Playwright and its worker notice, and take everything back', async ({ gameDay }) => {
    const session = gameDay('B1');
    await session.says(FAULT);
    const family = session.family();
    session.kill('SIGKILL', 'driver');
    expect(await session.ended).toBe(null);
    await expect.poll(() => stockOf(session.ground(), family), { timeout: 90_000 }).toEqual([]);
  });

  for (const part of ['playwright', 'worker'] as const)
    test(`${part}: the driver takes back what is left, and is no pass`, async ({ gameDay }) => {
      const session = gameDay('B1');
      await session.says(FAULT);
      const family = session.family();
      session.kill('SIGKILL', part);
      expect(await session.ended, session.said()).toBe(1);
      expect(await stockOf(session.ground(), family)).toEqual([]);
    });

  test('all: the next session does not begin, and says what takes back everything', async ({ gameDay }) => {
    const session = gameDay('B1');
    await session.says(FAULT);
    const family = session.family();
    session.kill('SIGKILL', 'driver', 'playwright', 'worker');
    await session.ended;
    expect((await stockOf(session.ground(), [])).join(), 'nodes outlive their driver').toContain('haproxy');

    const next = gameDay('B1');
    expect(await next.ended).toBe(2);
    expect(next.said()).toContain(`session ${session.ground()} was killed, and left something behind`);

    const heal = gameDay('', 'heal');
    expect(await heal.ended, heal.said()).toBe(0);
    expect(await stockOf(session.ground(), family)).toEqual([]);
  });
});
