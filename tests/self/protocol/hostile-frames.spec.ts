import { LIMITS } from '../../../fixtures/protocol/connection.ts';
import { publish } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { expect, test, type Voice } from './a-relay-that.ts';

const event = SecretKey.generate().sign({ kind: 9 });
const notAnEvent = 'EVENT without subscription and event';

/** What a relay says before its OK, and what is noted down about it. */
const MALFORMED: [text: string, because: string][] = [
  ['', 'it is not JSON'],
  ['hello', 'it is not JSON'],
  ['["OK",', 'it is not JSON'],
  ['null', 'it is not an array with a verb'],
  ['{"0":"OK"}', 'it is not an array with a verb'],
  ['[]', 'it is not an array with a verb'],
  ['[1,2]', 'it is not an array with a verb'],
  ['['.repeat(100_000) + ']'.repeat(100_000), 'it is nested too deep'],
  [`["EVENT","id",{"more":${'['.repeat(100)}${']'.repeat(100)}}]`, 'it is nested too deep'],
  [`["EVENT","id",[${'[],'.repeat(60_000)}[]]]`, 'it has too many parts'],
  ['["EVENT"]', notAnEvent],
  ['["EVENT","id",null]', notAnEvent],
  ['["EVENT","id",{"id":"only"}]', notAnEvent],
  ['["EVENT",{"kind":9}]', notAnEvent],
  [JSON.stringify(['EVENT', 'wrong tags', { ...event, tags: [['p', 1]] }]), notAnEvent],
  [JSON.stringify(['EVENT', 'wrong time', { ...event, created_at: 1.5 }]), notAnEvent],
  ['["OK",true]', 'OK without event id and boolean'],
  ['["OK","id","true"]', 'OK without event id and boolean'],
  ['["EOSE"]', 'EOSE without subscription'],
  ['["CLOSED",{}]', 'CLOSED without subscription'],
  ['["AUTH",{"challenge":"x"}]', 'AUTH without challenge'],
  ['["COUNT","id",null]', 'COUNT without number'],
];

/** What makes us hang up. */
const FATAL = [
  {
    title: 'a frame above the limit',
    says: ({ socket }: Voice) => socket.send('x'.repeat(LIMITS.frameBytes + 1), { compress: false }),
    words: 'Max payload size exceeded',
  },
  {
    title: 'broken UTF-8',
    says: ({ wire }: Voice) => wire.write(Buffer.from([0x81, 2, 0xc3, 0x28])),
    words: 'Invalid WebSocket frame: invalid UTF-8 sequence',
  },
  {
    title: 'an unknown kind of frame',
    says: ({ wire }: Voice) => wire.write(Buffer.from([0x83, 0])),
    words: 'Invalid WebSocket frame: invalid opcode 3',
  },
  {
    title: 'a masked frame',
    says: ({ wire }: Voice) => wire.write(Buffer.from([0x81, 0x81, 1, 2, 3, 4, 5])),
    words: 'Invalid WebSocket frame: MASK must be clear',
  },
  {
    title: 'invalid compressed data',
    says: ({ wire }: Voice) => wire.write(Buffer.from([0xc1, 4, 0xff, 0xff, 0xff, 0xff])),
    words: 'invalid',
  },
];

test.describe('a hostile relay', () => {
  for (const [text, because] of MALFORMED) {
    test(`that says ${text.slice(0, 21) || 'nothing'} is noted down, and its answer still counts`, async ({
      aRelayThat,
    }) => {
      const connection = await aRelayThat({
        answers: ({ say, socket }, { id }) => {
          socket.send(text);
          say('OK', id, true, '');
        },
      });
      expect(await publish(connection, event, { withinMs: 500 })).toMatchObject({ outcome: 'accepted' });
      expect(connection.malformed).toEqual([because]);
    });
  }

  test('that sends a binary frame is noted down, and its answer still counts', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say, socket }, { id }) => {
        socket.send(Buffer.from(JSON.stringify(['OK', id, false, 'no'])), { binary: true });
        say('OK', id, true, '');
      },
    });
    expect(await publish(connection, event, { withinMs: 500 })).toMatchObject({ outcome: 'accepted' });
    expect(connection.malformed).toEqual(['it is binary']);
    expect(connection.transcript.lines.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^\(binary frame/),
    );
  });

  test('that says what no NIP knows is neither malformed nor answered', async ({ aRelayThat }) => {
    const connection = await aRelayThat({ answers: ({ say }) => say('NEG-MSG', 'id', 'abc') });
    expect(await publish(connection, event, { withinMs: 100 })).toMatchObject({ outcome: 'silence' });
    expect(connection.malformed).toEqual([]);
  });

  test('is noted down a hundred times at most', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ say, socket }, { id }) => {
        for (let count = 0; count < 150; count += 1) socket.send('nonsense');
        say('OK', id, true, '');
      },
    });
    await publish(connection, event, { withinMs: 500 });
    expect(connection.malformed).toHaveLength(100);
  });

  for (const { title, says, words } of FATAL) {
    test(`that sends ${title} is hung up on, with the reason`, async ({ aRelayThat }) => {
      const connection = await aRelayThat({ answers: (voice) => says(voice) });
      const publication = await publish(connection, event, { withinMs: 2000 });
      expect(publication).toMatchObject({ outcome: 'closed', code: 1006, words: expect.stringContaining(words) });
      expect(connection.closed).toMatchObject({ outcome: 'closed', code: 1006 });
    });
  }

  test('that speaks on after its good-bye is not listened to', async ({ aRelayThat }) => {
    const connection = await aRelayThat({
      answers: ({ socket, wire }, { id }) => {
        const late = Buffer.from(JSON.stringify(['OK', id, true, '']));
        socket.close(1008, 'bye');
        wire.write(Buffer.concat([Buffer.from([0x81, late.length]), late]));
      },
    });
    const publication = await publish(connection, event, { withinMs: 500 });
    expect(publication).toMatchObject({ outcome: 'closed', code: 1008, words: 'bye' });
  });
});
