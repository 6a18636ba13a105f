import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { DIALECTS } from '../../../fixtures/config/streams-words.ts';
import { dialectOf } from '../../../gate/verdict/streams.ts';
import { makeScratch } from '../../../lab/infrastructure/scratch.ts';
import { listProject } from './list-project.ts';

const FRONTEND = ['@frontend-api'];
const BACKEND = ['@backend-api'];

/** What a target declares, by the environment or by its file, and the tags of the checks that it is shown. */
const DECLARED: { what: string; environment?: Record<string, string>; file?: string; shown: string[] }[] = [
  { what: 'nothing', shown: FRONTEND },
  { what: 'the backend', environment: { STAGING_STREAMS_DIALECT: 'backend' }, shown: BACKEND },
  { what: 'the backend of another target', environment: { PROD_STREAMS_DIALECT: 'backend' }, shown: FRONTEND },
  { what: 'no known dialect', environment: { STAGING_STREAMS_DIALECT: 'backnd' }, shown: FRONTEND },
  { what: 'the backend in its file', file: 'A=1\nexport STAGING_STREAMS_DIALECT = "backend" # ours\n', shown: BACKEND },
  {
    what: 'two, of which the last counts',
    file: 'STAGING_STREAMS_DIALECT=backend\nSTAGING_STREAMS_DIALECT=frontend',
    shown: FRONTEND,
  },
  { what: 'the backend in a comment', file: '# STAGING_STREAMS_DIALECT=backend', shown: FRONTEND },
  {
    ...{ what: 'nothing by the environment, which comes first', file: 'STAGING_STREAMS_DIALECT=backend' },
    ...{ environment: { STAGING_STREAMS_DIALECT: '' }, shown: FRONTEND },
  },
];

test.describe('a target that declares', { tag: '@slow' }, () => {
  for (const { what, environment = {}, file = '', shown } of DECLARED)
    test(`${what} is shown ${shown.join(' and ')}`, async () => {
      const scratch = makeScratch();
      writeFileSync(scratch.file('.env'), file);
      const { tags } = await listProject('smoke', { ...environment, RELAY_CANARY_ENV_FILE: scratch.file('.env') });
      await scratch.remove();
      expect(tags.filter((tag) => tag.endsWith('-api'))).toEqual(shown);
    });

  test('nothing, and is ours, is shown both', async () => {
    const { tags } = await listProject('local');
    expect(tags.filter((tag) => tag.endsWith('-api'))).toEqual([...BACKEND, ...FRONTEND]);
  });
});

test.describe('prod-canary', { tag: '@slow' }, () => {
  const URL = 'PROD_STREAMS_URL=https://streams.example\n';

  for (const { what, environment = {}, file = '', isShown } of [
    { what: 'nothing', isShown: false },
    { what: 'the API of another target', environment: { STAGING_STREAMS_URL: 'https://x' }, isShown: false },
    { what: 'no address', file: 'PROD_STREAMS_URL=\nPROD_RELAY_URL=wss://x', isShown: false },
    { what: 'no address by the environment', file: URL, environment: { PROD_STREAMS_URL: '' }, isShown: false },
    { what: 'an address', environment: { PROD_STREAMS_URL: 'https://streams.example' }, isShown: true },
    { what: 'an address in its file', file: URL, isShown: true },
  ])
    test(`${isShown ? 'has' : 'loads no'} checks of streams where ${what} is declared`, async () => {
      const scratch = makeScratch();
      writeFileSync(scratch.file('.env'), file);
      const set = { ...environment, RELAY_CANARY_ENV_FILE: scratch.file('.env') };
      const { requirements } = await listProject('prod-canary', set);
      await scratch.remove();
      expect(requirements.some((each) => each.startsWith('streams/'))).toBe(isShown);
      expect(requirements).toContain('canary/relay-answers');
    });
});

test('every check of a dialect has the tag by which the gate knows it', async () => {
  const { tags } = await listProject('local');
  expect(DIALECTS.map((name) => dialectOf(tags.filter((tag) => tag.startsWith(`@${name}`))))).toEqual([...DIALECTS]);
  expect(dialectOf(['@smoke', '@streams'])).toBeUndefined();
});
