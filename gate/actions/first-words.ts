import { quote } from '../../fixtures/protocol/quote.ts';

/** How much of an answer's body is read (bytes, milliseconds) and shown (characters). */
const MOST_BYTES = 2000;
const WITHIN_MS = 500;
const MOST_CHARACTERS = 200;

/** Shorter ones stand in any text, and are no secrets. */
const SHORTEST_SECRET = 8;

/**
 * The beginning of an answer's body in quotes, for people; '' where there is none. What we sent (`sent`: header values,
 * the query …) is taken out, as servers like to repeat it. Never throws; hangs up when it has read enough.
 */
export async function firstWords(response: Response, sent: string[]): Promise<string> {
  let text = await beginningOf(response);
  const parts = sent.flatMap((one) => [one, ...one.split(/[\s=&?/]+/), safelyDecoded(one)]);
  for (const part of parts.filter(({ length }) => length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length))
    text = text.replaceAll(part, '[redacted]');
  const words = text.replace(/\s+/g, ' ').trim();
  return words && quote(words.slice(0, MOST_CHARACTERS));
}

async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (!reader) return '';
  const hangUp = (): void => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(hangUp, WITHIN_MS);
  const chunks: Uint8Array[] = [];
  try {
    for (let size = 0; size < MOST_BYTES;) {
      const { value } = await reader.read();
      if (!value) break;
      chunks.push(value);
      size += value.length;
    }
  } catch {
    // The connection broke: what came is enough.
  } finally {
    clearTimeout(timer);
    hangUp();
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
