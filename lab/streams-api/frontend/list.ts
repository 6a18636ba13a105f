import { createHash } from 'node:crypto';
import { pageOf, shownTo, type Api, type Asked } from '../api.ts';
import { refusal } from './refusals.ts';
import type { FrontendStream } from './stream.ts';
import { LIST_QUERY, problemsOfQuery } from './validate.ts';

const asCursor = (id: string): string => Buffer.from(id).toString('base64url');

/** How many of all streams stand before the page after this cursor. Throws 422 for a cursor of no stream. */
function before(cursor: string | undefined, all: FrontendStream[]): number {
  const index = all.findIndex(({ id }) => cursor !== undefined && asCursor(id) === cursor);
  if (cursor !== undefined && index < 0) throw refusal(422, 'INVALID_CURSOR', 'Malformed cursor');
  return index + 1;
}

/** A page of the caller's streams, the oldest first, with a tag that changes with what it shows. */
export function listStreams(api: Api<FrontendStream>, asked: Asked): Response {
  const query = LIST_QUERY.safeParse(asked.req.query());
  if (!query.success)
    throw refusal(422, 'VALIDATION_ERROR', 'The query is not valid.', { details: problemsOfQuery(query.error) });
  const { limit, status, cursor } = query.data;
  const user = asked.get('user');
  const all = shownTo(api, user);
  const matches = (row: FrontendStream): boolean => status === undefined || row.status === status;
  const rows = all.filter(matches);
  const from = all.slice(0, before(cursor, all)).filter(matches).length;
  const last = rows[from + limit - 1];
  const hasNext = from + limit < rows.length;
  const body = {
    data: pageOf(api, { rows, from, limit }),
    links: { self: `/api/streams?limit=${limit}` },
    meta: { hasNext, nextCursor: hasNext && last ? asCursor(last.id) : null, total: rows.length },
  };
  const tag = `"${createHash('sha1').update(JSON.stringify(body)).digest('hex')}"`;
  asked.header('ETag', api.seams.etag(tag, { user, url: asked.req.url }));
  asked.header('Cache-Control', 'private, no-cache');
  return asked.json(body);
}
