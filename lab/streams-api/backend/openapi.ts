import { integer, listOf, object, oneOf, orNull, paths, text, time } from '../openapi.ts';
import { STATUSES } from './stream.ts';

const STREAM = object({
  ...{ id: { type: 'string', format: 'uuid' }, payer: text, recipient: text, status: oneOf(...STATUSES) },
  ...{ ratePerSecond: text, startTime: time, endTime: orNull(time), totalAmount: text, lastSettledAt: time },
  ...{ labels: listOf(text), offChainMemo: orNull(text), createdAt: time, updatedAt: time, deletedAt: orNull(time) },
  ...{ chainId: text, contractAddress: orNull(text), transactionHash: orNull(text), metadata: orNull(text) },
  accruedEstimate: text,
});
const MANY = object({ streams: listOf(STREAM), total: integer(0), limit: integer(1, 100), offset: integer(0) });
const ERROR = object({ error: text, 'message?': text, 'details?': { type: 'object' } });
const HEALTH = object({ status: oneOf('ok', 'error'), service: text, timestamp: time });
const CHECK = oneOf('healthy', 'unhealthy');
const READINESS = object({
  ...{ status: oneOf('ok', 'error'), service: text, timestamp: time, details: object({ database: CHECK, rpc: CHECK }) },
  'network?': object({ 'name?': text, 'passphrase?': text }),
});

const refused = { 401: ['No key, or a wrong one', ERROR] } as const;
const invalid = { 400: ['Not valid', ERROR] } as const;
const missing = { 404: ['No such stream', ERROR] } as const;
const large = { 413: ['Body too large', ERROR] } as const;
const isPublic = true;

/** What the backend dialect serves. */
export const OPENAPI: Record<string, unknown> = {
  openapi: '3.0.3',
  info: { title: 'StreamPay backend', description: 'A healthy stand-in with a mock chain.', version: '1.0.0' },
  security: [{ apiKey: [] }, { authorization: [] }],
  components: {
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
      authorization: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'ApiKey KEY' },
    },
  },
  paths: paths({
    '/health': { get: { summary: 'Alive', isPublic, answers: { 200: ['Alive', HEALTH] } } },
    '/health/ready': {
      get: { summary: 'Ready', isPublic, answers: { 200: ['Ready', READINESS], 503: ['Not ready', READINESS] } },
    },
    '/api/openapi.json': {
      get: { summary: 'This document', isPublic, answers: { 200: ['OpenAPI 3', { type: 'object' }] } },
    },
    '/api/v1/streams': {
      get: {
        summary: "A page of the caller's streams",
        query: {
          ...{ limit: integer(1, 100), offset: integer(0) },
          ...{ payer: text, recipient: text, status: oneOf(...STATUSES) },
        },
        answers: { 200: ['A page', MANY], ...invalid, ...refused },
      },
      post: {
        summary: 'Make a stream',
        body: object({
          ...{ payer: text, recipient: text, ratePerSecond: text, totalAmount: text },
          ...{ startTime: time, 'endTime?': time },
        }),
        answers: { 201: ['Made', STREAM], ...invalid, ...refused, ...large },
      },
    },
    '/api/v1/streams/{id}': {
      get: { summary: 'One stream', answers: { 200: ['The stream', STREAM], ...invalid, ...refused, ...missing } },
      patch: {
        summary: 'Change labels, memo or status; completed settles',
        body: object({
          ...{ 'labels?': listOf(text), 'offChainMemo?': orNull(text) },
          ...{ 'status?': oneOf(...STATUSES), 'updatedAt?': time },
        }),
        answers: {
          200: ['Changed', STREAM],
          409: ['It is over', ERROR],
          502: ['The chain failed; nothing is changed', ERROR],
          ...{ ...invalid, ...refused, ...missing, ...large },
        },
      },
      delete: { summary: 'Take out of sight', answers: { 204: ['Gone'], ...invalid, ...refused, ...missing } },
    },
  }),
};
