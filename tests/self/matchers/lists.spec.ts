import { expect, test } from '../lab.ts';
import { accepted, delivered, event, labelled, refused } from './exchanges.ts';

const silent = { event, ms: 1, outcome: 'silence', afterMs: 20 } as const;
const unheard = { ms: 1, outcome: 'silence', afterMs: 20 } as const;

test.describe('matchers of lists', () => {
  test('pass where each one passes', () => {
    expect([labelled('one', accepted), labelled('two', accepted)]).toAllBeAccepted();
    expect([labelled('one', refused), labelled('two', refused)]).toAllBeRefused();
    expect([labelled('one', delivered), labelled('two', delivered)]).toAllBeDelivered();
  });

  test('deny where none passes', () => {
    expect([labelled('one', refused), labelled('two', refused)]).not.toAllBeAccepted();
    expect([labelled('one', accepted), labelled('two', accepted)]).not.toAllBeRefused();
  });

  test('neither pass nor deny where the answers differ', () => {
    const mixed = [labelled('one', accepted), labelled('two', refused)];
    expect(() => expect(mixed).toAllBeAccepted()).toThrow('1 of 2 do not match\n✘ two\n');
    expect(() => expect(mixed).not.toAllBeAccepted()).toThrow('1 of 2 match\n✘ one\n');
    expect(() => expect(mixed).toAllBeRefused()).toThrow('✘ one');
    expect(() => expect(mixed).not.toAllBeRefused()).toThrow('✘ two');
  });

  test('neither pass nor deny an empty list', () => {
    expect(() => expect([]).toAllBeAccepted()).toThrow('nothing to judge');
    expect(() => expect([]).not.toAllBeAccepted()).toThrow('nothing to judge');
    expect(() => expect([]).toAllBeRefused()).toThrow('nothing to judge');
    expect(() => expect([]).not.toAllBeRefused()).toThrow('nothing to judge');
    expect(() => expect([]).toAllBeDelivered()).toThrow('nothing to judge');
    expect(() => expect([]).not.toAllBeDelivered()).toThrow('nothing to judge');
  });

  test('neither pass nor deny where one got no answer', () => {
    const list = [labelled('one', refused), labelled('two', silent)];
    expect(() => expect(list).toAllBeAccepted()).toThrow('2 of 2 do not match');
    expect(() => expect(list).not.toAllBeAccepted()).toThrow('1 of 2 match\n✘ two');
    expect(() => expect([labelled('one', unheard)]).toAllBeDelivered()).toThrow('no answer for 20 ms');
    expect(() => expect([labelled('one', delivered)]).not.toAllBeDelivered()).toThrow('use a sentinel');
  });

  test('list those that are wrong, with answer and note, and no other', () => {
    const list = [
      labelled('ann writes', accepted, 'a note that nobody needs'),
      labelled('bob writes', refused, 'not in the member list'),
      labelled('cat writes', refused),
    ];
    const claim = (): void => expect(list).toAllBeAccepted();
    const bob = '✘ bob writes\n    Expected: OK true for kind 9\n    Received: OK false "blocked: not you" after 12 ms';
    expect(claim).toThrow(`2 of 3 do not match\n${bob}\n    not in the member list\n✘ cat writes\n`);
    expect(claim).not.toThrow(/ann writes|nobody needs/);
  });
});
