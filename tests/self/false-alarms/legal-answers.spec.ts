import { neverForgetting } from '../../../lab/promises/parts/memory.ts';
import { expect, test } from '../lab.ts';
import { changing, GREEN, GREEN_PART, outcomesOf } from './unusual.ts';

test.describe('answers that are legal, or merely disputed', { tag: '@slow' }, () => {
  test.describe.configure({ timeout: 180_000 });

  test('FA-04: elements that no client knows are no failure', async ({ labRelay }) => {
    await labRelay.restart({ seams: { outgoing: (frame, send) => send([...frame, { hint: 'new' }]) } });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
  });

  test('FA-04: a third element of EOSE and a fifth of OK are told as a warning at most', async ({ labRelay }) => {
    await labRelay.restart({ seams: changing(['EOSE', 'OK'], (frame) => [...frame, 'more']) });
    const run = await labRelay.runStaging(['end-of-stored', 'nip-01-publishing/answers']);
    expect(run).toMatchObject(GREEN_PART);
    expect(outcomesOf(run)).toMatchObject({ 'nip-01/eose-has-two-elements': 'warned' });
  });

  for (const [what, answer] of [
    ['OK true and "duplicate:"', [true, 'duplicate: have it']],
    ['OK false and "duplicate:"', [false, 'duplicate: have it']],
    ['OK true without a word', [true, '']],
  ] as const)
    test(`FA-05: an event that comes again is answered with ${what}`, async ({ labRelay }) => {
      const known = new Set<unknown>();
      const isAgain = (id: unknown): boolean => known.size === known.add(id).size;
      await labRelay.restart({
        seams: changing(['OK'], ([verb, id, ...rest]) => [verb, id, ...(isAgain(id) ? answer : rest)]),
      });
      const run = await labRelay.runStaging(['nip-01-publishing/in-one-flight', '-g', 'duplicate']);
      expect(outcomesOf(run)).toMatchObject({ 'nip-01/duplicate-is-answered': 'green' });
      expect(run).toMatchObject(GREEN_PART);
    });

  test('FA-05: a member who asks to join may be told yes as well as "duplicate:"', async ({ labRelay }) => {
    const join = ['nip-29-members/joining', '-g', 'is answered, stays one'];
    const asItIs = await labRelay.runStaging(join);
    await labRelay.restart({ seams: { writeDecision: (healthy, { event }) => welcomeAnyhow(healthy, event.kind) } });
    for (const run of [asItIs, await labRelay.runStaging(join)])
      expect(outcomesOf(run)).toEqual({ 'nip-29/join-of-a-member-is-harmless': 'green' });
  });

  test('FA-07: events that are kept for minutes by design are a warning', async ({ labRelay }) => {
    await labRelay.restart({ seams: neverForgetting(({ kind }) => kind >= 20_000 && kind < 30_000) });
    const run = await labRelay.runStaging(['nip-01-publishing/ephemeral']);
    expect(run).toMatchObject(GREEN_PART);
    expect(outcomesOf(run)).toMatchObject({ 'nip-01/ephemeral-is-not-stored': 'warned' });
    expect(await labRelay.runCanary()).toMatchObject(GREEN);
  });

  test('FA-12: escapes that NIP-01 does not list may be refused, and raw ones taken', async ({ labRelay }) => {
    const escaped = ['nip-01-publishing/content', '-g', 'any way to escape|raw control'];
    await labRelay.restart({ seams: { received: refuseEscapes } });
    const strict = await labRelay.runStaging(escaped);
    await labRelay.restart({ seams: { received: (text) => text.replaceAll('\n', '\\n').replaceAll('\t', '\\t') } });
    const lenient = await labRelay.runStaging(escaped);
    expect([strict, lenient]).toMatchObject([GREEN_PART, GREEN_PART]);
    expect(outcomesOf(strict)).toMatchObject({ 'nip-01/unlisted-escapes-are-read': 'warned' });
  });
});

/** A parser that stops at an escape that NIP-01 does not list. */
const refuseEscapes = (text: string): string => (/\\u[0-9a-fA-F]{4}/.test(text) ? 'no JSON' : text);

const JOIN_REQUEST = 9021;

/** Takes a request to join whoever it comes from. */
const welcomeAnyhow = <Decision extends { accepted: boolean }>(healthy: Decision, kind: number): Decision =>
  kind === JOIN_REQUEST && !healthy.accepted ? { ...healthy, accepted: true, reason: '' } : healthy;
