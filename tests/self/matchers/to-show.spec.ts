import { expect, test } from '../lab.ts';
import { another, closed, complete, event, NO_ANSWERS } from './exchanges.ts';

const changed = { ...event, content: 'something else' };
const retagged = { ...event, tags: [['h', 'another group']] };

test.describe('toShow', () => {
  test('passes where every event is there, in any order, among others', () => {
    expect(complete(another, event)).toShow(event);
    expect(complete(another, event)).toShow(event, another);
  });

  test('takes a copy of an event for the event', () => {
    expect(complete(structuredClone(event))).toShow(event);
  });

  test('fails where one is missing, and says how many are there', () => {
    expect(() => expect(complete(event)).toShow(event, another)).toThrow(
      `Expected: an answer with ${event.id}, ${another.id}\nReceived: EOSE, 1 event(s) after 12 ms, with 1 of them`,
    );
  });

  for (const { title, copy } of [
    { title: 'content', copy: changed },
    { title: 'tags', copy: retagged },
    { title: 'signature', copy: { ...event, sig: 'f'.repeat(128) } },
    { title: 'time', copy: { ...event, created_at: event.created_at + 1 } },
  ]) {
    test(`fails where an event comes back with another ${title}, and shows it`, () => {
      expect(() => expect(complete(copy)).toShow(event)).toThrow(`changed: [${JSON.stringify(copy)}]`);
    });
  }

  test('fails where it is asked about no event, and where the answer is empty', () => {
    expect(() => expect(complete(event)).toShow()).toThrow('Received: EOSE, 1 event(s)');
    expect(() => expect(complete()).toShow(event)).toThrow('with 0 of them');
  });

  test('is denied only where none of the events is there', () => {
    expect(complete(another)).not.toShow(event);
    expect(closed()).not.toShow(event);
    expect(() => expect(complete(event)).not.toShow(event, another)).toThrow('with 1 of them');
    expect(() => expect(complete(changed)).not.toShow(event)).toThrow('with 1 of them');
  });

  for (const { answer, told } of NO_ANSWERS) {
    test(`neither passes nor is denied with ${told}`, () => {
      const asked = { events: [event], ms: 1, ...answer };
      expect(() => expect(asked).toShow(event)).toThrow(told);
      expect(() => expect(asked).not.toShow(another)).toThrow(told);
    });
  }
});
