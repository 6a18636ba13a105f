import { expect, test } from '@playwright/test';
import type { BlockingList } from '../../../gate/blocking/blocking.ts';
import type { Evidence } from '../../../gate/verdict/attribute.ts';
import { judgeChecks } from '../../../gate/verdict/judge-checks.ts';
import type { Tallied } from '../../../gate/verdict/tally.ts';

const LIST: BlockingList = { others: 'degrade', blocking: [{ check: 'a/blocking' }] };
const MET: Evidence = {
  ...{ speaker: 'the relay', problem: undefined, side: undefined, clock: undefined, isLoggedIn: true },
};
const RED = { retry: 0, message: 'Expected: x\nReceived: OK false "restricted: no"' };
const LIMITED = { retry: 1, message: 'Expected: x\nReceived: OK false "rate-limited: slow down"' };

const tallied = (id: string, part: Partial<Tallied> = {}): Tallied => ({
  ...{ id, title: id, outcome: 'fail', attempts: 2, ms: 5, because: undefined, isPrerequisite: false },
  ...{ errors: [RED, { ...RED, retry: 1 }] },
  ...part,
});

test.describe('a check that was red', () => {
  test('is blocking where the list says so, and comes first', () => {
    const { failures } = judgeChecks([tallied('a/other'), tallied('a/blocking')], LIST, () => MET);
    expect(failures).toMatchObject([
      { id: 'a/blocking', policy: 'blocking', confirmed: true, relayMessage: 'restricted: no' },
      { id: 'a/other', policy: 'advisory' },
    ]);
  });

  test('is blocking wherever the list lets all others fail', () => {
    const { failures } = judgeChecks([tallied('a/other')], { ...LIST, others: 'fail' }, () => MET);
    expect(failures).toMatchObject([{ policy: 'blocking' }]);
  });

  test('is not confirmed where its second attempt passed', () => {
    const { failures, checks } = judgeChecks(
      [tallied('a/blocking', { outcome: 'flaky', errors: [RED] })],
      LIST,
      () => MET,
    );
    expect(failures).toMatchObject([{ confirmed: false, attempts: [RED.message] }]);
    expect(checks).toMatchObject([{ outcome: 'flaky', attempts: 2 }]);
  });

  for (const errors of [
    [RED, LIMITED],
    [
      { ...LIMITED, retry: 0 },
      { ...RED, retry: 1 },
    ],
  ])
    test(`is not the relay's where attempt ${errors.indexOf(RED) === 0 ? 2 : 1} was turned away by a policy`, () => {
      const { failures } = judgeChecks([tallied('a/blocking', { errors })], LIST, () => MET);
      expect(failures).toMatchObject([{ side: 'policy', relayMessage: 'rate-limited: slow down', confirmed: true }]);
    });

  test('for want of settings is theirs', () => {
    const errors = [{ retry: 0, message: 'Error: The settings are not usable (1):\n  X is not set\n    → set it.' }];
    const { failures } = judgeChecks([tallied('a/blocking', { errors, isPrerequisite: true })], LIST, () => MET);
    expect(failures).toMatchObject([{ side: 'settings', because: 'set it' }]);
  });

  test('has the evidence of each attempt', () => {
    const stopped: Evidence = { ...MET, problem: 'No way out.', side: 'runner' };
    const { failures } = judgeChecks([tallied('a/blocking')], LIST, (retry) => (retry === 1 ? stopped : MET));
    expect(failures).toMatchObject([{ side: 'runner', because: 'No way out' }]);
  });

  test("and ended without an error is nobody's", () => {
    const { failures } = judgeChecks([tallied('a/blocking', { errors: [] })], LIST, () => MET);
    expect(failures).toMatchObject([{ side: 'unclear', confirmed: true, attempts: [] }]);
  });

  test('keeps 2,000 characters of each attempt, and 500 of the words', () => {
    const message = `Expected: x\nReceived: OK false "${'a'.repeat(9000)}"`;
    const { failures } = judgeChecks([tallied('a/blocking', { errors: [{ retry: 0, message }] })], LIST, () => MET);
    expect(failures[0]?.attempts[0]).toHaveLength(2000);
    expect(failures[0]?.relayMessage).toHaveLength(500);
  });
});
