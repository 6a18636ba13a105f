import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Connection } from '../../../fixtures/protocol/connection.ts';
import { afterQuiet, Deadline } from '../../../fixtures/protocol/deadline.ts';
import { httpGet } from '../../../fixtures/protocol/http.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { expect, test } from './a-relay-that.ts';

const event = SecretKey.generate().sign({ kind: 9 });

/** Keeps this process busy, as a starved machine does: no timer fires and no socket is read meanwhile. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test.describe('a deadline', () => {
  test('gives the shorter of a step and what is left', () => {
    const deadline = Deadline.in(1000);
    expect(deadline.within(50)).toBe(50);
    expect(deadline.within(60_000)).toBeLessThanOrEqual(1000);
    expect(deadline.within(60_000)).toBeGreaterThan(900);
  });

  test('that is over leaves nothing, never less', () => {
    const deadline = Deadline.in(10);
    block(20);
    expect(deadline.remainingMs).toBe(0);
    expect(deadline.within(50)).toBe(0);
  });

  test('of the connection bounds a step that would wait longer', async ({ aRelayThat }) => {
    const { url } = await aRelayThat({});
    const connection = await Connection.open(url, { openWithinMs: 1000, deadline: Deadline.in(150) });
    const publication = await publish(connection, event, { withinMs: 60_000 });
    expect(publication).toMatchObject({ outcome: 'silence' });
    expect(publication.ms).toBeLessThan(1000);
    connection.close();
  });
});

test.describe('an answer that came while this process was busy', () => {
  test('is not called silence of the relay', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('OK', id, true, 'in time');
        block(300);
      },
    });
    const publication = await publish(connection, event, { withinMs: 100 });
    expect(publication).toMatchObject({ outcome: 'accepted', words: 'in time' });
  });

  test('is not called silence of a web server', async () => {
    const server = createServer((_, response) => {
      response.end('in time', () => block(300));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const answer = await httpGet(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { withinMs: 100 });
    server.close();
    expect(answer).toMatchObject({ outcome: 'answered', body: 'in time' });
  });
});

test.describe('giving up after quiet', () => {
  test('happens once, not before its time', async () => {
    const start = performance.now();
    await new Promise<void>((resolve) => afterQuiet(50, resolve));
    expect(performance.now() - start).toBeGreaterThan(48);
  });

  test('does not happen once it is cancelled, even at the last moment', async () => {
    const given: string[] = [];
    const early = afterQuiet(0, () => given.push('early'));
    const late = afterQuiet(0, () => given.push('late'));
    early.cancel();
    await new Promise((resolve) => setTimeout(() => setImmediate(resolve), 1));
    late.cancel();
    await new Promise<void>((resolve) => afterQuiet(20, resolve));
    expect(given).toEqual([]);
  });
});
