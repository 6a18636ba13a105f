import { describeExchange } from '../../../fixtures/protocol/describe.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { Subscription } from '../../../fixtures/protocol/subscription.ts';
import { expect, test } from './a-relay-that.ts';

const event = SecretKey.generate().sign({ kind: 1, tags: [], content: '', createdAt: 1 });
const other = SecretKey.generate().sign({ kind: 1, tags: [], content: 'other', createdAt: 2 });
const withinMs = 150;

test.describe('a relay that', () => {
  test('answers another subscription is said to have done so', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }) => say('EOSE', 'mine') });
    const answer = await new Subscription(connection, [{}], withinMs).answer;
    expect(describeExchange(answer)).toMatch(/^no answer for \d+ ms, but EOSE for "subscription mine", which nobody/);
  });

  test('answers for another event is said to have done so', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }) => say('OK', other.id, true, '') });
    const publication = await publish(connection, event, { withinMs });
    expect(describeExchange(publication)).toContain(`but OK for "event ${other.id}", which nobody here asked about`);
  });

  test('says OK twice is found out, and the first OK counts', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('OK', id, true, '');
        say('OK', id, false, 'error: second thoughts');
        say('NOTICE', 'done');
      },
    });
    expect(await publish(connection, event, { withinMs })).toMatchObject({ outcome: 'accepted' });
    await new Subscription(connection, [{}], withinMs).answer;
    expect(connection.oddities.found).toContain(`a second OK for "event ${event.id}"`);
  });

  test('shows events after CLOSED is found out, and they are not taken', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('CLOSED', id, 'error: no');
        say('EVENT', id, event);
      },
    });
    const subscription = new Subscription(connection, [{}], withinMs);
    expect(await subscription.answer).toMatchObject({ outcome: 'refused', events: [] });
    await subscription.delivery(event.id, withinMs);
    expect(connection.oddities.found).toEqual([`EVENT after CLOSED for "subscription ${subscription.id}"`]);
  });

  test('stalls in the midst of stored events is silent, with those that came', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }, { id }) => say('EVENT', id, event) });
    const answer = await new Subscription(connection, [{}], withinMs).answer;
    expect(describeExchange(answer)).toMatch(/^no answer for \d+ ms, 1 event\(s\)$/);
  });

  test('says EOSE twice is found out', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { id }) => {
        say('EOSE', id);
        say('EOSE', id);
      },
    });
    const subscription = new Subscription(connection, [{}], withinMs);
    await subscription.answer;
    await subscription.delivery(event.id, withinMs);
    expect(connection.oddities.found).toEqual([`a second EOSE for "subscription ${subscription.id}"`]);
  });

  test('is honest leaves nothing to be found', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say }, { verb, id }) => (verb === 'REQ' ? say('EOSE', id) : say('OK', id, true, '')),
    });
    await publish(connection, event, { withinMs });
    await publish(connection, event, { withinMs });
    await new Subscription(connection, [{}], withinMs).answer;
    expect(connection.oddities.found).toEqual([]);
  });
});
