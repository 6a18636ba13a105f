import type { Fault } from '../fault.ts';
import { withoutHeader, withoutPart } from '../parts/streams-answers.ts';

export default {
  id: 'STR-08',
  title: 'Answers do not name the request, nor do errors',
  class: 'streams',
  severity: 'minor',
  source: 'StreamPay frontend: errors of the idempotency wrapper have no request_id',
  tier: 'fast',
  meant: { 'prod-canary': ['streams/request-id-is-echoed'] },
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        response: (healthy) => withoutPart('request_id', withoutHeader('x-request-id', healthy)),
      },
    }),
  },
} satisfies Fault;
