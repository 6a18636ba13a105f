import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { Subscription } from '../../../fixtures/protocol/subscription.ts';
import { expect, test, type Heard, type Voice } from './a-relay-that.ts';

const author = SecretKey.generate();
const [stored, live] = [author.sign({ kind: 9, content: 'stored' }), author.sign({ kind: 9, content: 'live' })];

const tellStored = ({ say }: Voice, { verb, id }: Heard): void => {
  if (verb !== 'REQ') return;
  say('EVENT', id, stored);
  say('EOSE', id);
};

test.describe('a subscription', () => {
  test('gives what is stored, until EOSE', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: tellStored });
    const answer = await new Subscription(connection, [{ kinds: [9] }], 200).answer;
    expect(answer).toMatchObject({ outcome: 'complete', events: [stored] });
  });

  test('asks with its own id and all its filters', async ({ aRelayThat }) => {
    const asked: unknown[] = [];
    const connection = await aRelayThat({
      answers: ({ say }, { id, message }) => say('EOSE', id, asked.push(message)),
    });
    const subscription = new Subscription(connection, [{ kinds: [9] }, { limit: 0 }], 200);
    await subscription.answer;
    expect(asked).toEqual([['REQ', subscription.id, { kinds: [9] }, { limit: 0 }]]);
  });

  test('is refused by CLOSED, with its prefix and the events so far', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('EVENT', id, stored);
        say('CLOSED', id, 'auth-required: members only');
      },
    });
    const { answer } = new Subscription(connection, [{}], 200);
    expect(await answer).toMatchObject({ outcome: 'refused', prefix: 'auth-required', events: [stored] });
  });

  test('takes nothing that is meant for another one', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }) => {
        say('EVENT', 'another', stored);
        say('CLOSED', 'another', 'error: no');
        say('EOSE', 'another');
      },
    });
    const subscription = new Subscription(connection, [{}], 150);
    expect(await subscription.answer).toMatchObject({ outcome: 'silence', events: [] });
  });

  test('without EOSE is silence, with the events so far', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }, { id }) => say('EVENT', id, stored) });
    const { answer } = new Subscription(connection, [{}], 150);
    expect(await answer).toMatchObject({ outcome: 'silence', events: [stored] });
  });

  test('ends with the connection, with the events so far', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say, socket }, { id }) => {
        say('EVENT', id, stored);
        socket.close(1011, 'restarting');
      },
    });
    const { answer } = new Subscription(connection, [{}], 200);
    expect(await answer).toMatchObject({ outcome: 'closed', code: 1011, words: 'restarting', events: [stored] });
  });

  test('that we close midway hears no more and says CLOSE', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { verb, id }) => say(...(verb === 'CLOSE' ? ['EVENT', id, live] : ['EVENT', id, stored])),
    });
    const subscription = new Subscription(connection, [{}], 150);
    subscription.close();
    expect(await subscription.answer).toMatchObject({ outcome: 'silence', events: [] });
    const said = connection.transcript.lines.filter(({ who }) => who === 'we').map(({ text }) => text);
    expect(said.at(-1)).toBe(JSON.stringify(['CLOSE', subscription.id]));
  });
});

test.describe('a live delivery', () => {
  test('is the event that comes after EOSE', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: (voice, heard) => {
        tellStored(voice, heard);
        if (heard.verb === 'EVENT') voice.say('EVENT', subscription.id, live);
      },
    });
    const subscription = new Subscription(connection, [{}], 200);
    expect(await subscription.answer).toMatchObject({ events: [stored] });
    connection.send(['EVENT', live]);
    expect(await subscription.delivery(live.id, 200)).toMatchObject({ outcome: 'delivered', event: live });
  });

  test('that has already come is found at once', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: tellStored });
    const subscription = new Subscription(connection, [{}], 200);
    await subscription.answer;
    expect(await subscription.delivery(stored.id, 200)).toEqual({ outcome: 'delivered', event: stored, ms: 0 });
  });

  test('that comes with other words or another signature is not the one that was waited for', async ({
    aRelayThat,
  }) => {
    const connection = await aRelayThat({ answers: tellStored });
    const subscription = new Subscription(connection, [{}], 200);
    await subscription.answer;
    for (const changed of [{ content: 'other words' }, { sig: live.sig }])
      expect(await subscription.delivery({ ...stored, ...changed }, 50)).toMatchObject({ outcome: 'silence' });
    expect(await subscription.delivery(stored, 50)).toMatchObject({ outcome: 'delivered' });
  });

  test('that never comes is silence', async ({ aRelayThat }) => {
    const subscription = new Subscription(await aRelayThat({ answers: tellStored }), [{}], 200);
    expect(await subscription.delivery(live.id, 150)).toMatchObject({ outcome: 'silence' });
  });

  test('ends when the relay closes the subscription', async ({ aRelayThat }) => {
    const answers = (voice: Voice, heard: Heard): void => {
      tellStored(voice, heard);
      voice.say('CLOSED', heard.id, 'restricted: you were removed');
    };
    const subscription = new Subscription(await aRelayThat({ answers }), [{}], 200);
    const refusal = { outcome: 'refused', prefix: 'restricted' };
    expect(await subscription.delivery(live.id, 60_000)).toMatchObject(refusal);
    expect(await subscription.delivery(live.id, 60_000)).toMatchObject(refusal);
  });
});
