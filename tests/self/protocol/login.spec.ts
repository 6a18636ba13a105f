import { awaitChallenge, login, loginEvent } from '../../../fixtures/protocol/login.ts';
import { nowInSeconds } from '../../../fixtures/protocol/event.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { expect, test } from './a-relay-that.ts';

const key = SecretKey.generate();

test.describe('the challenge of a connection', () => {
  test('is taken when it comes by itself, and nothing is asked', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ greets: ({ say }) => say('AUTH', 'by itself') });
    expect(await awaitChallenge(connection, 500)).toBe('by itself');
    expect(connection.transcript.lines.filter(({ who }) => who === 'we')).toEqual([]);
  });

  test('is provoked by a read where it does not come by itself', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('AUTH', 'on demand');
        say('CLOSED', id, 'auth-required: log in');
      },
    });
    expect(await awaitChallenge(connection, 1000)).toBe('on demand');
  });

  test('is undefined, soon, where the read is answered without one', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }, { id }) => say('EOSE', id) });
    const start = performance.now();
    expect(await awaitChallenge(connection, 60_000)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('is undefined at the deadline where the relay is silent', async ({ aRelayThat }) => {
    const connection = await aRelayThat({});
    const start = performance.now();
    expect(await awaitChallenge(connection, 100)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('is the newest one where the relay changes it', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      greets: ({ say }) => say('AUTH', 'first'),
      answers: ({ say }, { id }) => {
        say('AUTH', 'second');
        say('OK', id, false, 'auth-required: try again');
      },
    });
    await awaitChallenge(connection, 500);
    await login(connection, key, { withinMs: 200 });
    expect(await awaitChallenge(connection, 500)).toBe('second');
    expect(loginEvent(key, connection).tags).toContainEqual(['challenge', 'second']);
  });
});

test.describe('a login', () => {
  test('is an AUTH with the event of NIP-42, signed now', async ({ aRelayThat }) => {
    const heard: unknown[] = [];
    const connection = await aRelayThat({
      greets: ({ say }) => say('AUTH', 'abc'),
      answers: ({ say }, { id, message }) => say('OK', id, heard.push(message) > 0, ''),
    });
    await awaitChallenge(connection, 500);
    const publication = await login(connection, key, { withinMs: 200 });
    expect(publication).toMatchObject({ outcome: 'accepted', event: { kind: 22242, pubkey: key.pubkey, content: '' } });
    expect(heard).toEqual([['AUTH', publication.event]]);
    expect(publication.event.tags).toEqual([
      ['relay', connection.url],
      ['challenge', 'abc'],
    ]);
    expect(Math.abs(publication.event.created_at - nowInSeconds())).toBeLessThan(5);
  });

  test('is wrong on purpose where it is told to be', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }, { id }) => say('OK', id, false, 'invalid: no') });
    const mistakes = { challenge: 'not yours', relay: 'wss://another.example', createdAt: 1000, withinMs: 200 };
    const publication = await login(connection, key, mistakes);
    expect(publication).toMatchObject({ outcome: 'refused', prefix: 'invalid', event: { created_at: 1000 } });
    expect(publication.event.tags).toEqual([
      ['relay', 'wss://another.example'],
      ['challenge', 'not yours'],
    ]);
  });
});
