import { networkFailure } from '../../../fixtures/protocol/network-error.ts';
import type { ApiError, Call, Page, Readiness, Stream } from '../../../fixtures/streams/record.ts';

/** The id of every request of these. */
export const ID = 'req_of-a-test';

interface Told {
  body?: string;
  headers?: Record<string, string>;
  error?: Partial<ApiError>;
  stream?: Partial<Stream>;
  page?: Partial<Page>;
  report?: Readiness;
}

const STREAM: Stream = {
  ...{ id: 'one', recipient: 'us', state: 'active', isOpen: true, hash: undefined, createdAt: undefined },
};

export const aStream = (part: Partial<Stream> = {}): Stream => ({ ...STREAM, ...part });

/** An answer with this status, and what the dialect read in it. */
export const answered = (
  status: number,
  { body = '{"words":"of the API"}', headers = {}, error, stream, page, report }: Told = {},
): Call & { report?: Readiness } => ({
  ...{ what: 'a request', method: 'GET', path: '/api/streams', requestId: ID },
  answer: { outcome: 'answered', ms: 12, status, headers, body, certificate: undefined },
  ...(error && { error: { code: 'CODE', message: 'words of the API', requestId: undefined, fields: [], ...error } }),
  ...(stream && { stream: aStream(stream) }),
  ...(page && { page: { streams: [], total: undefined, next: undefined, ...page } }),
  ...(report && { report }),
});

/** What is no answer, with the words that have to stand in every failure. */
export const NO_ANSWERS: { call: Call; told: string }[] = [
  {
    call: { ...answered(200), answer: { outcome: 'silence', ms: 1500.4, afterMs: 1500.4, isReached: true } },
    told: `no answer for 1500 ms (GET /api/streams, request ${ID})`,
  },
  {
    call: {
      ...answered(200),
      answer: { ms: 3, ...networkFailure(Object.assign(new Error('nobody'), { code: 'ECONNREFUSED' })) },
    },
    told: `ECONNREFUSED: nobody after 3 ms (GET /api/streams, request ${ID})`,
  },
];
