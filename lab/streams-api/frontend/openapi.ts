import { integer, listOf, object, oneOf, orNull, paths, text, time } from '../openapi.ts';
import { STATUSES } from './stream.ts';

const STREAM = object({
  ...{ id: text, recipient: text, rate: text, schedule: text, 'token?': text },
  ...{ status: oneOf(...STATUSES), nextAction: text, createdAt: time, updatedAt: time },
  'settlementTxHash?': text,
  'withdrawal?': object({ state: oneOf('pending'), requestedAt: time }),
  'settlement?': object({ txHash: text, settledAt: time }),
});
const ONE = object({ data: STREAM, links: object({ self: text }) });
const MANY = object({
  data: listOf(STREAM),
  links: object({ self: text }),
  meta: object({ hasNext: { type: 'boolean' }, nextCursor: orNull(text), total: integer(0) }),
});
const PROBLEM = object({ field: text, code: text, message: text });
const ERROR = object({ error: object({ code: text, message: text, request_id: text, 'details?': listOf(PROBLEM) }) });
const KEY_ERROR = object({ error: text, message: text });
const CHECK = object({ status: oneOf('ok', 'degraded'), 'message?': text, checked_at: time });
const READINESS = object({
  status: oneOf('ok', 'degraded'),
  checks: object({ config: CHECK, stellar: CHECK, kms: CHECK }),
  'network?': object({ 'name?': text, 'passphrase?': text }),
});

const refused = {
  401: ['No token, or a wrong one', ERROR],
  429: ['Too many requests; Retry-After says when', ERROR],
} as const;
const written = { 403: ['Cookie and header do not agree', ERROR], 413: ['Body too large', ERROR] } as const;
const missing = { 404: ['No such stream', ERROR] } as const;
const isPublic = true;

/** What the frontend dialect serves. */
export const OPENAPI: Record<string, unknown> = {
  openapi: '3.0.3',
  info: { title: 'StreamPay', description: 'A healthy stand-in with a mock chain.', version: '1.0.0' },
  security: [{ bearer: [] }],
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  paths: paths({
    '/api/healthz': {
      get: { summary: 'Alive', isPublic, answers: { 200: ['Alive', object({ status: text, checked_at: time })] } },
    },
    '/api/readyz': {
      get: { summary: 'Ready', isPublic, answers: { 200: ['Ready', READINESS], 503: ['Not ready', READINESS] } },
    },
    '/api/openapi.json': {
      get: { summary: 'This document', isPublic, answers: { 200: ['OpenAPI 3', { type: 'object' }] } },
    },
    '/api/streams/health': {
      get: {
        summary: 'Streams can be kept',
        isPublic,
        answers: {
          200: ['They can', object({ status: text, checked_at: time, dependencies: { type: 'object' } })],
          503: ['They cannot', ERROR],
        },
      },
    },
    '/api/streams': {
      get: {
        summary: "A page of the caller's streams",
        headers: ['If-None-Match'],
        query: { limit: integer(1, 100), status: oneOf(...STATUSES), cursor: text },
        answers: { 200: ['A page', MANY], 304: ['As before'], 422: ['The query is not valid', ERROR], ...refused },
      },
      post: {
        summary: 'Make a draft',
        headers: ['Idempotency-Key', 'x-csrf-token!'],
        body: object({ recipient: text, rate: text, schedule: text, 'token?': text }),
        answers: {
          201: ['Made', ONE],
          400: ['No JSON, or a malformed key', { anyOf: [ERROR, KEY_ERROR] }],
          409: ['The key was used with another body', ERROR],
          422: ['The stream is not valid', ERROR],
          ...{ ...refused, ...written },
        },
      },
    },
    '/api/streams/{id}': {
      get: { summary: 'One stream', answers: { 200: ['The stream', ONE], ...refused, ...missing } },
    },
    '/api/streams/{id}/start': {
      post: {
        summary: 'Start a draft',
        headers: ['x-csrf-token!'],
        answers: { 200: ['Active', ONE], 409: ['Not a draft', ERROR], ...refused, ...written, ...missing },
      },
    },
    '/api/streams/{id}/settle': {
      post: {
        summary: 'End a stream and pay it out',
        headers: ['Idempotency-Key!', 'x-csrf-token!'],
        answers: {
          200: ['Settled', ONE],
          400: ['No key, or a malformed one', KEY_ERROR],
          409: ['Neither active nor paused, or the key was used for another stream', { anyOf: [ERROR, KEY_ERROR] }],
          502: ['The chain failed; nothing is changed', ERROR],
          ...{ ...refused, ...written, ...missing },
        },
      },
    },
    '/api/streams/{id}/events': {
      get: {
        summary: 'Events stream:updated and settle:finished',
        headers: ['x-tenant-id!'],
        answers: { 200: ['Events', { format: 'event-stream' }], 400: ['No tenant', ERROR], ...refused, ...missing },
      },
    },
  }),
};
