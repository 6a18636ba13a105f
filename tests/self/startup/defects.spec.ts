import { test } from '@playwright/test';
import type { Labelled } from '../../../fixtures/canary/record.ts';
import { expect } from '../../../fixtures/matchers/deploy.ts';
import type { Launch } from '../../../fixtures/startup/launch.ts';
import type { Occasion } from '../../../fixtures/startup/plan.ts';
import { launchWith } from './a-launch.ts';

type Claim = (launches: Labelled<Launch>[]) => void;

const refuses: Claim = (launches) => expect(launches).toAllRefuseToStart();
const namesTheBypass: Claim = (launches) => expect(launches).toAllNameTheBypass();
const neverListens: Claim = (launches) => expect(launches).toAllNeverListen();
const starts: Claim = (launches) => expect(launches).toAllStart();
const leavesNothing: Claim = (launches) => expect(launches).toAllLeaveNothingBehind();

/** A defect, what it breaks, and what the failure has to say. */
interface Row {
  defect: string;
  occasion: Occasion;
  claim: Claim;
  words: RegExp;
  /** Milliseconds, for a defect that waits. */
  refuseMs?: number;
}

const DEFECTS: Row[] = [
  {
    defect: 'ignores the signal',
    occasion: 'a signal',
    claim: refuses,
    words:
      /started with MANY=three\s+Expected: an end within \d+ ms with code 2, and the words "one of several instances"\s+Received: serving after \d+ ms/,
  },
  {
    defect: 'refuses without a word',
    occasion: 'a signal',
    claim: refuses,
    words: /ended with code 2 after \d+ ms; it said nothing/,
  },
  {
    defect: 'refuses with code 0',
    occasion: 'a signal',
    claim: refuses,
    words: /ended with code 0 after .*it said:\s+\| level=ERROR/,
  },
  { defect: 'refuses with another code', occasion: 'a signal', claim: refuses, words: /ended with code 1/ },
  {
    defect: 'stays when it refuses',
    occasion: 'a signal',
    claim: refuses,
    words: /still running after \d+ ms/,
    refuseMs: 600,
  },
  {
    defect: 'does not name the bypass',
    occasion: 'a signal',
    claim: namesTheBypass,
    words: /a refusal that names ALONE/,
  },
  {
    defect: 'listens for a moment',
    occasion: 'a signal',
    claim: neverListens,
    words: /took a connection after \d+ ms/,
  },
  {
    defect: 'listens for a moment',
    occasion: 'a signal and a taken port',
    claim: refuses,
    words: /no port: listen EADDRINUSE/,
  },
  { defect: 'listens for metrics first', occasion: 'a signal', claim: neverListens, words: /listened on port \d+/ },
  {
    defect: 'ignores the bypass',
    occasion: 'the bypass',
    claim: starts,
    words: /MANY=three and ALONE=1[^]*ended with code 2[^]*set ALONE=1/,
  },
  {
    defect: 'takes true for the bypass',
    occasion: 'another bypass',
    claim: refuses,
    words: /2 of 2 do not match[^]*ALONE="true"[^]*serving after/,
  },
  {
    defect: 'has no words for a wrong bypass',
    occasion: 'another bypass',
    claim: refuses,
    words: /the words "ALONE is wrong"/,
  },
  { defect: 'refuses without a signal', occasion: 'no signal', claim: starts, words: /ended with code 2/ },
  {
    defect: 'speaks of instances',
    occasion: 'no signal',
    claim: starts,
    words: /does not say "one of several instances"/,
  },
  {
    defect: 'serves without its key',
    occasion: 'bad configuration',
    claim: refuses,
    words: /a key file that is not there[^]*serving after/,
  },
  {
    defect: 'stays when it refuses',
    occasion: 'bad configuration',
    claim: leavesNothing,
    words: /still running/,
    refuseMs: 600,
  },
  {
    defect: 'leaves a process behind',
    occasion: 'bad configuration',
    claim: leavesNothing,
    words: /left 1 process\(es\) behind/,
  },
  { defect: 'waits for a taken port', occasion: 'a taken port', claim: refuses, words: /still running/, refuseMs: 600 },
];

test.describe('a check of a start', () => {
  for (const { defect, occasion, claim, words, refuseMs = 3_000 } of DEFECTS)
    test(`is red for ${occasion} where the relay ${defect}, in ${claim.name}`, async ({}, testInfo) => {
      const launches = await launchWith([defect], occasion, testInfo, { refuseMs, serveMs: 10_000 });
      expect(() => claim(launches)).toThrow(words);
    });

  const HEALTHY: [Occasion, Claim[]][] = [
    ['a signal', [refuses, namesTheBypass, neverListens]],
    ['a signal and a taken port', [refuses]],
    ['the bypass', [starts]],
    ['another bypass', [refuses]],
    ['no signal', [starts]],
    ['bad configuration', [refuses, leavesNothing]],
    ['a taken port', [refuses, leavesNothing]],
  ];
  for (const [occasion, claims] of HEALTHY)
    test(`is green for ${occasion} where the relay has no defect`, async ({}, testInfo) => {
      const launches = await launchWith([], occasion, testInfo);
      for (const claim of claims) expect(() => claim(launches), claim.name).not.toThrow();
    });
});
