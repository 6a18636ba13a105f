import { expect, test } from '../lab.ts';
import { another, closed, complete, event, NO_ANSWERS } from './exchanges.ts';

test.describe('toShowOnly', () => {
  test('passes where exactly these events are there, in any order', () => {
    expect(complete(another, event)).toShowOnly(event, another);
    expect(complete()).toShowOnly();
  });

  test('fails where one is missing, more are there, or one comes twice', () => {
    expect(() => expect(complete(event)).toShowOnly(event, another)).toThrow('EOSE, 1 event(s)');
    expect(() => expect(complete(event, another)).toShowOnly(event)).toThrow('EOSE after 1 event(s) and no other');
    expect(() => expect(complete(event, event)).toShowOnly(event)).toThrow('EOSE, 2 event(s)');
    expect(() => expect(complete(event)).toShowOnly()).toThrow('EOSE after 0 event(s) and no other');
  });

  test('fails where an event was changed, and where the relay refuses', () => {
    expect(() => expect(complete({ ...event, content: 'else' })).toShowOnly(event)).toThrow('EOSE, 1 event(s)');
    expect(() => expect(closed()).toShowOnly()).toThrow('CLOSED');
  });

  for (const { answer, told } of NO_ANSWERS)
    test(`neither passes nor is denied with ${told}`, () => {
      const asked = { events: [], ms: 1, ...answer };
      expect(() => expect(asked).toShowOnly()).toThrow(told);
      expect(() => expect(asked).not.toShowOnly(event)).toThrow(told);
    });
});
