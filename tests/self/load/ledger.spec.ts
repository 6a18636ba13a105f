import { expect, test } from '@playwright/test';
import type { Deed, Heard, Outcome } from '../../../lab/load/deed.ts';
import { audit, ledgerOf } from '../../../lab/load/ledger.ts';

const wrote = (id: string, outcome: Outcome): Deed => ({
  ...{ atMs: 0, latencyMs: 1, client: 'talker-1', op: 'publish', words: '', id },
  outcome,
});

const heard = (id: string, client = 'listener-1', how: Heard['how'] = 'live'): Heard => ({ atMs: 0, client, id, how });

const ledger = ledgerOf(
  [wrote('a', 'acknowledged'), wrote('b', 'acknowledged'), wrote('c', 'failed'), wrote('d', 'ambiguous')],
  'publish',
);

test.describe('the ledger', () => {
  test('has three sets that have nothing in common, by the strongest promise', () => {
    const twice = ledgerOf(
      [
        wrote('a', 'failed'),
        wrote('a', 'ambiguous'),
        wrote('a', 'acknowledged'),
        wrote('b', 'failed'),
        wrote('b', 'ambiguous'),
      ],
      'publish',
    );
    expect([...twice.acknowledged]).toEqual(['a']);
    expect([...twice.ambiguous]).toEqual(['b']);
    expect([...twice.failed]).toEqual([]);
  });

  test('leaves out other deeds, and those that write nothing', () => {
    const read: Deed = { atMs: 0, latencyMs: 1, client: 'talker-1', op: 'publish', words: '', outcome: 'acknowledged' };
    const other = ledgerOf([{ ...wrote('m', 'acknowledged'), op: 'put-marker' }, read], 'publish');
    expect(other.acknowledged.size).toBe(0);
  });
});

test.describe('the audit', () => {
  test('passes where everything acknowledged is stored, whatever became of the rest', () => {
    const { verdict, reasons, failedButStored, ambiguousButStored } = audit(ledger, { stored: ['a', 'b', 'c', 'd'] });
    expect({ verdict, reasons }).toEqual({ verdict: 'pass', reasons: [] });
    expect([failedButStored, ambiguousButStored]).toEqual([['c'], ['d']]);
  });

  test('fails where one acknowledged write is not stored', () => {
    const found = audit(ledger, { stored: ['a', 'c', 'd'] });
    expect(found).toMatchObject({ verdict: 'fail', lost: ['b'] });
    expect(found.reasons).toEqual(['1 of 2 acknowledged writes are not stored']);
  });

  test('fails where a listener was not shown one, though another was', () => {
    const delivery = {
      heard: [heard('a'), heard('b'), heard('a', 'listener-2')],
      listeners: ['listener-1', 'listener-2'],
    };
    const found = audit(ledger, { stored: ['a', 'b'], delivery });
    expect(found).toMatchObject({ verdict: 'fail', undelivered: { 'listener-2': ['b'] }, neverHeard: [] });
  });

  test('fails where a listener was shown one only because she asked in the end', () => {
    const delivery = { heard: [heard('a'), heard('b', 'listener-1', 'asked')], listeners: ['listener-1'] };
    expect(audit(ledger, { stored: ['a', 'b'], delivery })).toMatchObject({
      verdict: 'fail',
      undelivered: { 'listener-1': ['b'] },
    });
  });

  test('takes what was fetched after a lost connection as delivered', () => {
    const delivery = { heard: [heard('a'), heard('b', 'listener-1', 'fetched')], listeners: ['listener-1'] };
    expect(audit(ledger, { stored: ['a', 'b'], delivery }).verdict).toBe('pass');
  });

  test('names what nobody heard, and counts what came live twice', () => {
    const delivery = {
      heard: [heard('a'), heard('a'), heard('a', 'listener-1', 'fetched')],
      listeners: ['listener-1'],
    };
    expect(audit(ledger, { stored: ['a', 'b'], delivery })).toMatchObject({ neverHeard: ['b'], duplicates: 1 });
  });

  test('is inconclusive where nothing was acknowledged', () => {
    const nothing = ledgerOf([wrote('c', 'failed'), wrote('d', 'ambiguous')], 'publish');
    expect(audit(nothing, { stored: ['c'] })).toMatchObject({ verdict: 'inconclusive', lost: [] });
  });
});
