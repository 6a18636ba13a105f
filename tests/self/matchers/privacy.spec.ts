import type { Intrusion, PrivateRead } from '../../../fixtures/canary/record.ts';
import type { Answer } from '../../../fixtures/protocol/subscription.ts';
import { expect, test } from '../lab.ts';
import { accepted, closed, complete, event, NO_ANSWERS, refused } from './exchanges.ts';

const intrusion = (changes: Partial<Intrusion>): Intrusion => ({
  ...{ author: 'stranger', what: 'message', group: 'canary', publication: refused, mayHangUp: false },
  ...{ isStored: false, deliveredTo: [], watchedBy: ['member 2'], ...changes },
});

const read = (changes: Partial<PrivateRead>): PrivateRead => ({
  ...{ group: 'secret', filter: '#h', path: 'stored', answer: complete(), shown: [], ...changes },
});

const INTRUSIONS = [
  { title: 'was accepted', changes: { publication: accepted }, told: 'OK true "welcome" after 12 ms · not stored' },
  {
    title: 'is stored although refused',
    changes: { isStored: true },
    told: 'OK false "blocked: not you" after 12 ms · STORED',
  },
  { title: 'was delivered although refused', changes: { deliveredTo: ['member 2'] }, told: 'DELIVERED to member 2' },
  {
    title: 'was delivered, says nobody else',
    changes: { deliveredTo: ['ann'], watchedBy: [] },
    told: 'watched by nobody',
  },
];

test.describe('toBeKeptOut', () => {
  test('passes for a refusal that members watched', () => {
    expect(intrusion({})).toBeKeptOut();
    expect(() => expect(intrusion({})).not.toBeKeptOut()).toThrow(
      `Expected: not stranger's message to "canary" refused, neither stored nor delivered\nReceived: OK false "blocked: not you" after 12 ms · not stored · not delivered · watched by member 2`,
    );
  });

  for (const { title, changes, told } of INTRUSIONS) {
    test(`fails for a message that ${title}`, () => {
      expect(() => expect(intrusion(changes)).toBeKeptOut()).toThrow(told);
      expect(intrusion(changes)).not.toBeKeptOut();
    });
  }

  test('needs somebody who watched, in both forms', () => {
    const unwatched = intrusion({ watchedBy: [] });
    expect(() => expect(unwatched).toBeKeptOut()).toThrow('watched by nobody: no sentinel came through');
    expect(() => expect(unwatched).not.toBeKeptOut()).toThrow('watched by nobody: no sentinel came through');
  });

  test('takes hanging up for an answer only where the relay may, and members watched', () => {
    const publication = { event, ms: 1, outcome: 'closed', code: 1000, words: '' } as const;
    expect(intrusion({ publication, mayHangUp: true })).toBeKeptOut();
    expect(intrusion({ publication, mayHangUp: true, isStored: true })).not.toBeKeptOut();
    expect(() => expect(intrusion({ publication, mayHangUp: true, watchedBy: [] })).toBeKeptOut()).toThrow('nobody');
  });

  test('takes a NOTICE for a refusal, where the message is out', () => {
    const publication = { event, ms: 1, outcome: 'notice', words: 'not a member' } as const;
    expect(intrusion({ publication })).toBeKeptOut();
    expect(intrusion({ publication, isStored: true })).not.toBeKeptOut();
  });

  for (const { answer, told } of NO_ANSWERS.filter(({ answer: { outcome } }) => outcome !== 'notice')) {
    test(`neither passes nor is denied with ${told}`, () => {
      const unanswered = intrusion({ publication: { event, ms: 1, ...answer } });
      expect(() => expect(unanswered).toBeKeptOut()).toThrow(told);
      expect(() => expect(unanswered).not.toBeKeptOut()).toThrow(told);
    });
  }
});

test.describe('toRevealNothing', () => {
  test('passes where every read was answered and showed nothing private', () => {
    const reads = [read({}), read({ answer: closed() }), read({ answer: complete(event) })];
    expect(reads).toRevealNothing();
    expect(() => expect(reads).not.toRevealNothing()).toThrow('Expected: not no private message');
  });

  test('fails where one read showed a message, and names that read alone', () => {
    const reads = [read({ filter: 'ids' }), read({ filter: '#e', path: 'live', shown: [event] })];
    expect(() => expect(reads).toRevealNothing()).toThrow('"secret", live, asked by #e: SHOWN 1 message(s)');
    expect(() => expect(reads).toRevealNothing()).not.toThrow('asked by ids');
    expect(reads).not.toRevealNothing();
  });

  test('neither passes nor is denied without any read', () => {
    expect(() => expect([]).toRevealNothing()).toThrow('Expected: no private message');
    expect(() => expect([]).not.toRevealNothing()).toThrow('Expected: not no private message');
  });

  for (const { answer, told } of NO_ANSWERS) {
    test(`neither passes nor is denied with ${told}`, () => {
      const reads = [read({}), read({ filter: 'ids', answer: { events: [], ms: 1, ...answer } })];
      expect(() => expect(reads).toRevealNothing()).toThrow(`asked by ids: ${told}`);
      expect(() => expect(reads).not.toRevealNothing()).toThrow(`asked by ids: ${told}`);
    });
  }

  test('tells a leak even where the relay fell silent after it', () => {
    const silence: Answer = { events: [event], ms: 1, outcome: 'silence', afterMs: 5 };
    expect(() => expect([read({ answer: silence, shown: [event] })]).toRevealNothing()).toThrow('SHOWN 1 message(s)');
  });
});
