import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { USAGE as GATE_USAGE } from '../../../gate/run/arguments.ts';
import { USAGE as WATCH_USAGE } from '../../../gate/watch/usage.ts';
import * as claims from './claims.ts';

/** Each claim, the files it is about, and texts that break it, with what has to be named. */
const CLAIMS: [string, claims.Claim, string[], Record<string, string>][] = [
  [
    'name only settings that exist',
    claims.namesSettingsThatExist,
    claims.READY_FILES,
    { 'PROD_RELAY_URI: x': 'PROD_RELAY_URI', 'RELAY_CANARY_STATES=/app': 'RELAY_CANARY_STATES' },
  ],
  [
    'call only scripts and files that exist',
    claims.callsWhatExists,
    claims.READY_FILES,
    { 'npm run gait': 'gait', 'node --import tsx gate/mean.ts': 'gate/mean.ts' },
  ],
  [
    'give only options that exist',
    claims.givesOptionsThatExist(GATE_USAGE + WATCH_USAGE),
    claims.READY_FILES,
    { '--deploy-idea=x': '--deploy-idea', '--every-so-often=5m': '--every-so-often' },
  ],
  [
    'pin every image',
    claims.pinsImages,
    claims.READY_FILES,
    {
      'image: registry.example/canary:latest': 'registry.example/canary:latest',
      'FROM node': 'node',
      'ARG RELAY_IMAGE=relay': 'relay',
    },
  ],
  [
    'add nothing from the network to an image',
    claims.addsNothingFromTheNetwork,
    claims.READY_FILES,
    { 'ADD https://example.com/a.tar.gz .': 'https://example.com/a.tar.gz' },
  ],
  [
    'start from no permissions and pin every action',
    claims.isLeastPrivileged,
    claims.WORKFLOWS,
    {
      'permissions: { contents: write }': 'it does not start from permissions: {}',
      'on: push': 'it does not start from permissions: {}',
      'permissions: {}\nuses: actions/checkout@v4': 'actions/checkout@v4',
    },
  ],
  [
    'give shells no text of others',
    claims.keepsExpressionsOutOfShells,
    claims.WORKFLOWS,
    { "jobs: { a: { steps: [{ run: 'echo ${{ inputs.x }}' }] } }": '${{ inputs.x }}' },
  ],
];

test.describe('the ready files', () => {
  for (const [title, claim, files, broken] of CLAIMS) {
    test(title, () => {
      expect(files.length).toBeGreaterThan(3);
      const problems = files.flatMap((file) => claim(readFileSync(file, 'utf8')).map((what) => `${file}: ${what}`));
      expect(problems).toEqual([]);
    });

    for (const [text, problem] of Object.entries(broken))
      test(`do not ${title} where they say ${JSON.stringify(text)}`, () => expect(claim(text)).toEqual([problem]));
  }

  test('say at their beginning how they are used', () => {
    const isSilent = (file: string): boolean => !/^(#!.*\n)?# \w/.test(readFileSync(file, 'utf8'));
    const told = claims.READY_FILES.filter((file) => /\.(yml|sh|service|timer)$|Dockerfile$/.test(file));
    expect(told.filter((file) => file !== '.github/workflows/ci.yml').filter(isSilent)).toEqual([]);
  });
});
