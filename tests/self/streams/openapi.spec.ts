import { expect, test } from '@playwright/test';
import { differencesFrom } from '../../../fixtures/streams/openapi.ts';
import { DIALECT } from '../../../fixtures/streams/walk-target.ts';
import { OPENAPI as BACKEND } from '../../../lab/streams-api/backend/openapi.ts';
import { OPENAPI as FRONTEND } from '../../../lab/streams-api/frontend/openapi.ts';

const { frontend, backend } = DIALECT;

interface Document {
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, unknown>;
}

/** A document of the frontend, changed. */
const changed = (change: (document: Document) => object): object => ({
  ...FRONTEND,
  ...change(structuredClone(FRONTEND) as unknown as Document),
});

const renamed = (paths: Document['paths'], from: RegExp, to: string): object =>
  Object.fromEntries(Object.entries(paths).map(([path, item]) => [path.replace(from, to), item]));

const AGREE: Record<string, object> = {
  'as it is': FRONTEND,
  'with a base path': changed(({ paths }) => ({ paths: renamed(paths, /^\/api/, ''), servers: [{ url: '/api/' }] })),
  'with an address as base': changed(({ paths }) => ({
    paths: renamed(paths, /^\/api/, ''),
    servers: [{ url: 'https://x.example' }, { url: 'https://x.example/api' }],
  })),
  'with another name of a parameter': changed(({ paths }) => ({ paths: renamed(paths, /\{id\}/, '{streamId}') })),
  'with answers in ranges': changed(({ paths }) => ({
    paths: { ...paths, '/api/streams': { get: { responses: { '2XX': {} } }, post: { responses: { default: {} } } } },
  })),
};

const SETTLE = '/api/streams/{id}/settle';

const DIFFER: [what: string, document: unknown, difference: string][] = [
  ['no document', undefined, 'it is no OpenAPI document: it has no paths'],
  ['an error', { error: 'not here' }, 'it is no OpenAPI document: it has no paths'],
  [
    'a missing path',
    changed(({ paths }) => ({ paths: { ...paths, [SETTLE]: undefined } })),
    `POST ${SETTLE} is not described`,
  ],
  [
    'a missing method',
    changed(({ paths }) => ({ paths: { ...paths, [SETTLE]: { get: {} } } })),
    `POST ${SETTLE} is not described`,
  ],
  [
    'another answer',
    changed(({ paths }) => ({ paths: { ...paths, [SETTLE]: { post: { responses: { 202: {} } } } } })),
    `POST ${SETTLE} is not said to answer 200`,
  ],
  [
    'another kind of credentials',
    changed(() => ({ components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } })),
    'no security scheme is bearer',
  ],
  ['no credentials at all', changed(() => ({ components: {} })), 'no security scheme is bearer'],
];

test.describe('an OpenAPI document', () => {
  for (const [what, document] of Object.entries(AGREE))
    test(`agrees with the dialect ${what}`, () => {
      expect(differencesFrom(document, frontend)).toEqual([]);
    });

  for (const [what, document, difference] of DIFFER)
    test(`differs from the dialect by ${what}`, () => {
      expect(differencesFrom(document, frontend)).toEqual([difference]);
    });

  test('differs in every operation under another base path', () => {
    const differences = differencesFrom(
      changed(() => ({ servers: [{ url: '/v2' }] })),
      frontend,
    );
    expect(differences).toEqual(
      frontend.operations.map(({ method, path }) => `${method.toUpperCase()} ${path} is not described`),
    );
  });

  test('of the backend agrees with it, until its header has another name', () => {
    expect(differencesFrom(BACKEND, backend)).toEqual([]);
    const key = { type: 'apiKey', in: 'header', name: 'X-Other-Key' };
    const other = { ...BACKEND, components: { securitySchemes: { key } } };
    expect(differencesFrom(other, backend)).toEqual(['no security scheme is x-api-key']);
    const capitals = { ...other, components: { securitySchemes: { key: { ...key, name: 'X-Api-Key' } } } };
    expect(differencesFrom(capitals, backend)).toEqual([]);
  });
});
