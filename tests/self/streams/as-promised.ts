import type { Applicable } from '../../../fixtures/canary/record.ts';
import type { WalkOutcome, Writes } from '../../../fixtures/streams/record.ts';
import { expect } from './streams-lab.ts';

/** Judges a part where it applies. */
function where<Value>(part: Applicable<Value>, judge: (value: Value) => void): void {
  if (part.applies) judge(part.value);
}

/** Fails where a check of tests/streams would be red on this walk; gives what was written. */
export function expectAsPromised({ walk, problem, notWritten }: WalkOutcome): Writes {
  expect([problem, notWritten]).toEqual([undefined, undefined]);
  if (!walk?.writes.applies) throw new Error(`nothing was written: ${JSON.stringify(walk?.writes)}`);
  const { reads } = walk;
  expect(reads.liveness).toAnswer(200);
  expect(reads.readiness).toAgreeWithItself();
  expect(reads.list).toList();
  expect(reads.list).toListOnlyFor(reads.recipients);
  where(reads.paging, (paging) => expect(paging).toBeWholeInPages());
  for (const call of reads.wrongCredentials) expect(call).toBeDenied();
  expectWritten(walk.writes.value);
  return walk.writes.value;
}

function expectWritten(writes: Writes): void {
  const { states, network, created, settledReadBack } = writes;
  const id = created.stream?.id;
  expect(created).toShowStream();
  where(writes.readBack, (call) => expect(call).toShowStream({ id }));
  where(writes.listed, (call) => expect(call).toList(id));
  where(writes.changed, (call) => expect(call).toList(id));
  where(writes.createdAgain, (call) => expect(call).toShowStream({ id }));
  where(writes.otherBody, (call) => expect(call).toAnswer(409, 422));
  where(writes.invalid, ({ call, fields }) => expect(call).toNameFields(fields));
  where(writes.withoutCsrf, (call) => expect(call).toAnswer(403));
  where(writes.settledDraft, (call) => expect(call).toAnswer(409, 422));
  where(writes.started, (call) => expect(call).toShowStream({ state: states.started }));
  expect(writes.settled).toMatchObject({ applies: true });
  where(writes.settled, (call) => expect(call).toAnswer(200));
  where(settledReadBack, (call) => expect(call).toBeSettled({ state: states.settled, network }));
  const hash = settledReadBack.applies ? settledReadBack.value.stream?.hash : undefined;
  where(writes.settledAgain, (call) => expect(call).toShowStream({ hash }));
  where(writes.settledTwice, ({ call, readBack }) => {
    expect(call).toAnswer(409, 422);
    expect(readBack).toShowStream({ hash });
  });
  expect(writes.agreement.differences).toEqual([]);
  expect(writes.agreement.checked).toBeGreaterThan(0);
  where(writes.events, ({ heard }) => expect(heard).toContain('settle:finished'));
  where(writes.earlier, ({ hash: earlier, calls }) => {
    for (const call of calls) expect(call).toShowStream({ hash: earlier });
  });
  expect(writes.leftOpen).toEqual({ applies: true, value: [] });
}
