import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { startLatencyProxy, roundTrip } from '../../../lab/proxy/latency.ts';
import { seededRandom } from '../../../lab/random.ts';
import { expect, test } from '../lab.ts';
import { GREEN } from './unusual.ts';

const portOf = (url: string): number => Number(new URL(url).port);

test.describe('relays that take their time', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 180_000 });

  test('FA-09: a relay that needs 1.5 s until its first word is no failure', async ({ labRelay }) => {
    const proxy = await startLatencyProxy(portOf(labRelay.url), (ageMs) => Math.max(0, 1500 - ageMs));
    const run = await labRelay.runCanary({ PROD_RELAY_URL: `ws://127.0.0.1:${proxy.port}` });
    await proxy.stop();
    expect(run).toMatchObject(GREEN);
  });

  test('FA-09: where nobody listens yet, that is the only verdict', async ({ labRelay }) => {
    const run = await labRelay.runCanary({ PROD_RELAY_URL: `ws://127.0.0.1:${await freePort()}` });
    expect(run).toMatchObject({ exitCode: 1, red: ['canary/relay-answers'], green: [] });
    expect(run.output).toContain('Nobody listens there, or the way is blocked');
  });

  test('FA-10: a way of 300 ms, with as much jitter, loses no message', async ({ labRelay }) => {
    const far = roundTrip(300, { jitterMs: 300, random: seededRandom(10) });
    const proxy = await startLatencyProxy(portOf(labRelay.url), far);
    const run = await labRelay.runCanary({ PROD_RELAY_URL: `ws://127.0.0.1:${proxy.port}` });
    await proxy.stop();
    expect(run).toMatchObject(GREEN);
  });

  test('FA-10: an OK that takes eight seconds is an OK', async ({ labRelay }) => {
    const messages: unknown[] = [];
    await labRelay.restart({
      seams: {
        incoming: (frame, next) => {
          const [verb, event] = frame as [string, { id: string; kind: number }];
          if (verb === 'EVENT' && event.kind === 9) messages.push(event.id);
          next(frame);
        },
        outgoing: (frame, send) =>
          void setTimeout(send, frame[0] === 'OK' && frame[1] === messages[0] ? 8000 : 0, frame),
      },
    });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
  });

  test('FA-11: EOSE that comes after five seconds is waited for', async ({ labRelay }) => {
    let late = 0;
    await labRelay.restart({
      seams: {
        outgoing: (frame, send) => {
          const isLate = frame[0] === 'EOSE' && late < 20;
          if (isLate) late += 1;
          setTimeout(send, isLate ? 5000 : 0, frame);
        },
      },
    });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
    expect(late).toBeGreaterThan(5);
  });

  test('FA-18: what can be read a second after its OK is not lost', async ({ labRelay }) => {
    await labRelay.restart({
      seams: { store: (event, next) => void setTimeout(next, event.kind === 9 ? 1000 : 0, event) },
    });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
  });
});
