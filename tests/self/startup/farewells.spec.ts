import { test } from '@playwright/test';
import { expect } from '../../../fixtures/matchers/deploy.ts';
import type { Farewell } from '../../../fixtures/startup/farewell.ts';
import { farewellWith } from './a-launch.ts';

type Claim = (farewell: Farewell) => void;

const saysGoodbye: Claim = ({ goodbyes }) => expect(goodbyes).toAllBeSaidGoodbye();
const losesNothing: Claim = ({ kept }) => expect(kept).toLoseNothing();
const endsCleanly: Claim = (farewell) => expect(farewell).toEndCleanly();

/** A defect, and what the failures have to say. */
const DEFECTS: { defect: string; red: [Claim, RegExp][]; green: Claim[] }[] = [
  {
    defect: 'forgets everything',
    red: [
      [
        losesNothing,
        /all (\d+) acknowledged events[^]*EOSE[^]*; \1 are lost:\s+[0-9a-f]{64}, acknowledged \d+ ms before SIGTERM/,
      ],
    ],
    green: [saysGoodbye, endsCleanly],
  },
  {
    defect: 'forgets what comes after SIGTERM',
    red: [[losesNothing, /are lost:\s+[0-9a-f]{64}, acknowledged \d+ ms after SIGTERM/]],
    green: [saysGoodbye, endsCleanly],
  },
  {
    defect: 'dies of SIGTERM',
    red: [
      [saysGoodbye, /3 of 3 do not match[^]*the connection of listener[^]*code 1006/],
      [endsCleanly, /ended by SIGKILL after \d+ ms/],
    ],
    green: [losesNothing],
  },
  {
    defect: 'ends with code 1',
    red: [[endsCleanly, /ended with code 1 after \d+ ms/]],
    green: [saysGoodbye, losesNothing],
  },
  { defect: 'cuts connections off', red: [[saysGoodbye, /code 1006/]], green: [losesNothing, endsCleanly] },
  {
    defect: 'never ends',
    red: [
      [saysGoodbye, /Received: an open connection/],
      [endsCleanly, /within 1500 ms after SIGTERM\s+Received: still running after 1500 ms/],
    ],
    green: [losesNothing],
  },
];

test.describe('a check of the end', () => {
  for (const { defect, red, green } of DEFECTS)
    test(`is red where the relay ${defect}, and no other is`, async ({}, testInfo) => {
      const farewell = await farewellWith([defect], testInfo, 1_500);
      for (const [claim, words] of red) expect(() => claim(farewell), claim.name).toThrow(words);
      for (const claim of green) expect(() => claim(farewell), claim.name).not.toThrow();
    });

  test('is green where the relay has no defect', async ({}, testInfo) => {
    const farewell = await farewellWith([], testInfo, 5_000);
    for (const claim of [saysGoodbye, losesNothing, endsCleanly])
      expect(() => claim(farewell), claim.name).not.toThrow();
  });

  test('proves nothing where nothing was acknowledged', () => {
    expect(() => expect({ acknowledged: [], found: [], answer: 'EOSE' }).toLoseNothing()).toThrow();
    expect(() => expect(undefined).toLoseNothing()).toThrow();
    expect(() => expect([]).toAllBeSaidGoodbye()).toThrow('nothing to judge');
  });
});
