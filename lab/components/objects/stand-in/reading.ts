import type { IncomingHttpHeaders } from 'node:http';
import type { Kept } from './kept.ts';
import { Refusal } from './refusal.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * What is answered to a GET of an object: all of it, one range of it, or 304 where who asks has it. Throws a Refusal, 416, for a range in
 * which there is nothing. More than one range is answered with all of it. Source: RFC 9110, 13.2.2 and 14.2.
 */
export function read({ bytes, etag, modified, headers: own }: Kept, asked: IncomingHttpHeaders): Answer {
  const headers = { ...own, ETag: etag, 'Last-Modified': modified, 'Accept-Ranges': 'bytes' };
  if (hasIt(asked, etag, modified)) return { status: 304, headers, body: Buffer.alloc(0) };
  const range = rangeOf(asked.range ?? '', bytes.length);
  if (range === undefined) return { status: 200, headers, body: bytes };
  const [from, to] = range;
  if (from > to) throw new Refusal(416, 'InvalidRange', `There is nothing in this range of ${bytes.length} bytes.`);
  const part = { 'Content-Range': `bytes ${from}-${to}/${bytes.length}` };
  return { status: 206, headers: { ...headers, ...part }, body: bytes.subarray(from, to + 1) };
}

/** A date counts only where no ETag is given. */
function hasIt(asked: IncomingHttpHeaders, etag: string, modified: string): boolean {
  const known = asked['if-none-match'];
  if (known !== undefined) return known.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
  return Date.parse(modified) <= Date.parse(asked['if-modified-since'] ?? '');
}

/** First and last byte; undefined where it is no single range of bytes. The first is behind the last where there is nothing in it. */
function rangeOf(text: string, sizeBytes: number): [from: number, to: number] | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(text) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return [last === '0' ? sizeBytes : Math.max(0, sizeBytes - Number(last)), sizeBytes - 1];
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return [Number(first), Math.min(last === '' ? Infinity : Number(last), sizeBytes - 1)];
}
