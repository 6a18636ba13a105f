import { createHash } from 'node:crypto';
import { environmentName } from '../../actions/environment-name.ts';
import { VERSIONS } from '../samples.ts';

/*
 * OTLP/JSON (opentelemetry.io/docs/specs/otlp, "JSON Protobuf Encoding"): protobuf's JSON, with camel case, 64-bit
 * integers as text, enums as numbers, and ids in hex.
 */

/** An attribute of OTLP. */
export interface Attribute {
  key: string;
  value: { stringValue: string } | { intValue: string } | { doubleValue: number } | { boolValue: boolean };
}

/** Attributes, without those that are undefined. */
export const attributes = (values: Record<string, string | number | boolean | undefined>): Attribute[] =>
  Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: anyValue(value) }]));

function anyValue(value: string | number | boolean): Attribute['value'] {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Milliseconds since 1970 as OTLP has times: nanoseconds, as text. */
export const unixNano = (ms: number): string => (BigInt(Math.round(ms * 1000)) * 1000n).toString();

/** An id of so many bytes, in hex; the same for the same words, so that a run sent twice is one. */
export const idOf = (bytes: 8 | 16, ...words: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(words))
    .digest('hex')
    .slice(0, 2 * bytes);

/** What sends: the gate, in which environment. */
export interface Sender {
  resource: { attributes: Attribute[] };
  scope: { name: string; version: string };
}

/** The gate, as OTLP names who sends; `prefix` is that of the settings. */
export const senderOf = (prefix: string): Sender => ({
  resource: {
    attributes: attributes({
      'service.name': 'relay-canary',
      'service.version': VERSIONS.version,
      'deployment.environment.name': environmentName(prefix),
    }),
  },
  scope: { name: 'relay-canary', version: VERSIONS.version },
});
