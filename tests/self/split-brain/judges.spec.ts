import { expect, test } from '@playwright/test';
import type { Answer } from '../../../fixtures/protocol/subscription.ts';
import type { RelayInformation } from '../../../fixtures/protocol/relay-information.ts';
import { judgeIdentity } from '../../../fixtures/split-brain/judge/identity.ts';
import { judgeLogin } from '../../../fixtures/split-brain/judge/login.ts';
import { judgeMembership } from '../../../fixtures/split-brain/judge/membership.ts';
import { judgeLive, judgeStore } from '../../../fixtures/split-brain/judge/messages.ts';
import { judgeReach } from '../../../fixtures/split-brain/judge/reach.ts';
import type { Finding } from '../../../fixtures/split-brain/report.ts';
import type { Round, Seat } from '../../../fixtures/split-brain/seat.ts';
import { accepted, closedWith, complete, refused, round, unanswered } from './seats.ts';

const ONE: Finding = { outcome: 'one' };
const NOTHING_CHANGED = { changes: [] };
const membership = (...rounds: Round[]): Finding => judgeMembership(rounds, ONE, NOTHING_CHANGED);
const everybody = (changes: Partial<Seat>): Round =>
  round({ 1: changes, 2: changes, 3: changes, 4: changes, 5: changes });
const split = (...words: string[]): Finding => ({ outcome: 'split', words });
const didNotRun = (because: string): unknown => ({
  outcome: 'not asked',
  because: expect.stringContaining(because),
  didNotRun: true,
});

test.describe('connections that all saw the same', () => {
  test('are one in every respect', () => {
    const rounds = [round(), round()];
    expect(judgeReach(rounds)).toEqual(ONE);
    expect(judgeStore(rounds)).toEqual(ONE);
    expect(judgeLive(rounds)).toEqual(ONE);
    expect(judgeLogin([round()], undefined)).toEqual(ONE);
    expect(membership(...rounds)).toEqual(ONE);
  });

  test('need not hear what they published themselves', () => {
    expect(judgeLive([round({ 1: { heard: ['m2', 'm3'] } })])).toEqual(ONE);
  });
});

test.describe('messages', () => {
  const halves = round({
    1: { heard: ['m2'], stored: complete('m1', 'm2') },
    2: { heard: ['m1'], stored: complete('m1', 'm2') },
    3: { heard: [], stored: complete('m3') },
    4: { heard: ['m3'], stored: complete('m3') },
    5: { heard: ['m1', 'm2'], stored: complete('m1', 'm2') },
  });

  test('that some of the others hear are split, and the islands are named', () => {
    expect(judgeLive([round(), halves])).toEqual(
      split(
        'member 1: 3 of 5 connections (1, 2, 5): hears what was published on 1, 2',
        'member 1: 2 of 5 connections (3, 4): hears what was published on 3',
      ),
    );
  });

  test('that some of the others find are split', () => {
    expect(judgeStore([halves])).toMatchObject({ outcome: 'split' });
  });

  test('that go one way only are split', () => {
    expect(judgeLive([round({ 4: { heard: ['m1'] } })])).toMatchObject({ outcome: 'split' });
  });

  test('that nobody else hears are lost, which is not said to be split, nor one', () => {
    expect(judgeLive([everybody({ heard: ['m1', 'm2'] })])).toEqual(didNotRun('nobody else hears'));
    expect(judgeLive([everybody({ heard: [] })])).toEqual(didNotRun('on connection 1, 2, 3'));
  });

  test('are not missed by a connection that was lost or fell silent meanwhile', () => {
    const lost: Answer = { outcome: 'closed', code: 1006, words: '', events: [], ms: 1 };
    const gone = round({ 4: { heard: [], stored: lost } });
    expect(judgeStore([gone])).toEqual(ONE);
    expect(judgeLive([gone])).toEqual(ONE);
    expect(judgeReach([gone])).toMatchObject({ outcome: 'split' });
  });

  test('that the relay did not take prove nothing', () => {
    const none = everybody({ message: refused('m', 'blocked: no'), stored: undefined, heard: [] });
    expect(judgeStore([none])).toEqual(didNotRun('took no message of member 1'));
    expect(judgeLive([round(), none])).toEqual(didNotRun('took no message'));
  });
});

test.describe('reach', () => {
  test('is split where one connection of many is not opened', () => {
    const opening = { outcome: 'unreachable', code: 'ECONNREFUSED', words: 'refused' } as const;
    expect(judgeReach([round({ 4: { opening } })])).toEqual(
      split(
        'member 1: 4 of 5 connections (1, 2, 3, 5): served',
        'member 1: 1 of 5 connections (4): ECONNREFUSED: refused',
      ),
    );
  });

  test('is split where one is opened and not answered', () => {
    expect(judgeReach([round({ 2: { message: unanswered('m2') } })])).toMatchObject({ outcome: 'split' });
    expect(judgeLogin([round({ 5: { login: unanswered('login') } })], undefined)).toMatchObject({ outcome: 'split' });
    expect(judgeReach([everybody({ login: unanswered('login') })])).toEqual(ONE);
  });

  for (const status of [403, 429, 503])
    test(`is not judged where connections are turned away with ${status}`, () => {
      const opening = { outcome: 'not-upgraded', status, words: '' } as const;
      expect(judgeReach([round({ 4: { opening } })])).toEqual(didNotRun(`HTTP ${status}`));
    });

  test('is split where those who come one by one are turned away too, now and then', () => {
    const [opening, open] = [
      { outcome: 'not-upgraded', status: 503, words: '' } as const,
      { outcome: 'open', ms: 1 } as const,
    ];
    const rounds = [round({ 4: { opening } })];
    expect(judgeReach(rounds, [open, opening, open])).toMatchObject({ outcome: 'split' });
    expect(judgeReach(rounds, [open, open])).toEqual(didNotRun('HTTP 503'));
    expect(judgeReach(rounds, [opening, opening])).toEqual(didNotRun('HTTP 503'));
  });

  test('is not judged where nothing is served', () => {
    const opening = { outcome: 'silence', afterMs: 10 } as const;
    expect(judgeReach([everybody({ opening })])).toEqual(didNotRun('no connection is served'));
  });
});

test.describe('logins', () => {
  test('that are refused on some connections are split, whatever each took', () => {
    const unknown = (ms: number): Partial<Seat> => ({ login: refused('login', 'invalid: unknown challenge', ms) });
    expect(judgeLogin([round({ 2: unknown(3), 4: unknown(50) })], undefined)).toEqual(
      split(
        'member 1: 3 of 5 connections (1, 3, 5): the login is accepted',
        'member 1: 2 of 5 connections (2, 4): OK false "invalid: unknown challenge"',
      ),
    );
  });

  test('that are refused on all are not', () => {
    expect(judgeLogin([everybody({ login: refused('login', 'invalid: no') })], undefined)).toEqual(
      didNotRun('no login'),
    );
  });

  test('with one challenge for two connections are split', () => {
    expect(judgeLogin([round({ 2: { challenge: 'challenge 1' } })], undefined)).toMatchObject({ outcome: 'split' });
  });

  test("that answer another connection's challenge are split where they are accepted", () => {
    const borrowing = { login: accepted('login'), privately: [] };
    expect(judgeLogin([round()], borrowing)).toMatchObject({ outcome: 'split' });
    expect(judgeLogin([round()], { ...borrowing, login: refused('login', 'invalid: no') })).toEqual(ONE);
  });

  test("that answer another connection's challenge have to be refused: silence and a closed connection are no refusal", () => {
    const privately = [{ group: 'private', answer: complete() }];
    expect(judgeLogin([round()], { login: unanswered('login'), privately })).toEqual(didNotRun('neither accepted nor'));
    const closed = { ...unanswered('login'), outcome: 'closed', code: 1008, words: 'bye' } as const;
    expect(judgeLogin([round()], { login: closed, privately })).toEqual(didNotRun('closed with code 1008'));
  });

  test('on one connection show nothing to another', () => {
    const privately = [{ group: 'private', answer: complete('old') }];
    const borrowing = { login: refused('login', 'invalid: no'), privately };
    expect(judgeLogin([round()], borrowing)).toMatchObject({ outcome: 'split' });
  });

  test('do not apply where there is no challenge', () => {
    const silent = everybody({ challenge: undefined, login: undefined });
    expect(judgeLogin([silent], undefined)).toEqual({ outcome: 'not asked', because: 'the relay sends no challenge' });
  });
});

test.describe('membership', () => {
  test('is split where a member may write on some connections', () => {
    expect(membership(round(), round({ 2: { message: refused('m2', 'restricted: not a member') } }))).toEqual(
      split(
        'member 1 writes to "canary": 2 of 3 connections (1, 3): may write',
        'member 1 writes to "canary": 1 of 3 connections (2): OK false "restricted: not a member"',
      ),
    );
  });

  test('is split where the lists differ, and where private messages are refused', () => {
    expect(membership(round({ 3: { lists: 'one member less' } }))).toMatchObject({ outcome: 'split' });
    const privately = [{ group: 'private', answer: closedWith('restricted: not a member') }];
    expect(membership(round({ 3: { privately } }))).toMatchObject({ outcome: 'split' });
  });

  test('is split where a member may listen on some connections, but not for want of a login', () => {
    const refusal = { listening: closedWith('restricted: not a member'), lists: undefined };
    expect(membership(round({ 2: refusal }))).toMatchObject({ outcome: 'split' });
    expect(membership(round({ 2: { ...refusal, login: refused('login', 'invalid: no') } }))).toEqual(ONE);
  });

  test('is not judged by what is shown where stores are apart', () => {
    const nothing = round({ 3: { privately: [{ group: 'private', answer: complete() }] } });
    expect(membership(nothing)).toMatchObject({ outcome: 'split' });
    expect(judgeMembership([nothing], split('apart'), NOTHING_CHANGED)).toEqual(ONE);
  });

  test('is not judged by a rate limit', () => {
    const limited = { message: refused('m2', 'rate-limited: slow down') };
    expect(membership(round({ 2: limited }))).toEqual(ONE);
    expect(membership(everybody(limited))).toEqual(didNotRun('may write on no connection'));
  });

  test('is split where a change is not seen on all, and open where it is seen on none', () => {
    const sights = (...saw: string[]): { number: number; saw: string }[] =>
      saw.map((each, index) => ({ number: index + 1, saw: each }));
    const judge = (...saw: string[]): Finding =>
      judgeMembership([round()], ONE, {
        changes: [{ deed: 'put in', wanted: 'may', asked: 2, sights: sights(...saw) }],
      });
    expect(judge('may', 'may')).toEqual(ONE);
    expect(judge('may', 'may not')).toMatchObject({ outcome: 'split' });
    expect(judge('may not', 'may not')).toEqual(didNotRun('put in'));
    expect(judge('may')).toEqual(didNotRun('1 of 2 connections were answered'));
    expect(judgeMembership([round()], ONE, { changes: [], problem: 'no group' })).toEqual(didNotRun('no group'));
  });
});

test.describe('identity', () => {
  const answer = (status: number): RelayInformation['http'] => ({
    ...{ outcome: 'answered', status, headers: {}, body: '', certificate: undefined, ms: 1 },
  });
  const served = (document: RelayInformation['document'], status = 200): RelayInformation => ({
    ...{ url: '', http: answer(status), document },
  });

  test('is one whatever the order of keys and NIPs', () => {
    const documents = [
      { version: '1', supported_nips: [1, 29], limitation: { max_limit: 5, auth_required: true } },
      { limitation: { auth_required: true, max_limit: 5 }, supported_nips: [29, 1], version: '1' },
    ];
    expect(judgeIdentity(documents.map((document) => served(document)))).toEqual(ONE);
  });

  test('is split by another version, key or limit', () => {
    const base = { version: '1', self: 'a', limitation: { max_limit: 5 } };
    for (const other of [{ version: '2' }, { self: 'b' }, { limitation: { max_limit: 6 } }, { name: 'x' }])
      expect(judgeIdentity([served(base), served({ ...base, ...other })])).toMatchObject({ outcome: 'split' });
  });

  test('is split where some are served none, but not where they are turned away', () => {
    expect(judgeIdentity([served({ name: 'x' }), served(undefined, 404)])).toMatchObject({ outcome: 'split' });
    expect(judgeIdentity([served({ name: 'x' }), served(undefined, 429)])).toEqual(didNotRun('turned away'));
    expect(judgeIdentity([served(undefined, 404)])).toMatchObject({ outcome: 'not asked' });
  });
});
