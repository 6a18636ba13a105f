import type { IncomingMessage } from 'node:http';
import { refusal, type Answer } from './answer.ts';

const BYTES_AT_MOST = 64 * 1024;

/** The body of a request as JSON, or the refusal it gets: 413 above 64 KiB, 415 for what is no JSON, 400 for broken JSON. */
export async function readBody(request: IncomingMessage): Promise<{ value: unknown } | { refused: Answer }> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type))
    return { refused: refusal(415, 'not-json', 'send JSON, with content-type: application/json') };
  if (Number(request.headers['content-length'] ?? 0) > BYTES_AT_MOST) return { refused: tooLarge };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BYTES_AT_MOST) return { refused: tooLarge };
    chunks.push(chunk);
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { refused: refusal(400, 'broken-json', 'the body is not JSON') };
  }
}

const tooLarge = refusal(413, 'too-large', `the body is larger than ${BYTES_AT_MOST} bytes`);
