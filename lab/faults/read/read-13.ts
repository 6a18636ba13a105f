import { asked } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';
import { withTagValues } from '../parts/read-tags.ts';

/** What an index knows that keeps values as bytes: half a byte is none, and bytes have no upper case. */
function asBytes(value: string): string[] {
  if (!/^[0-9a-f]+$/i.test(value)) return [value];
  return value.length % 2 === 1 ? [] : [value.toLowerCase(), value.toUpperCase()];
}

export default {
  id: 'READ-13',
  title: 'Tag values that look like hex are kept as bytes: odd ones are lost, and case does not matter',
  class: 'read',
  severity: 'minor',
  source: 'scsibug/nostr-rs-relay@b04ab76',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-01/filter-value-with-hex-of-odd-length', 'nip-01/filter-value-with-hex-of-either-case'],
  },
  injection: {
    at: 'relay',
    relay: () => ({ seams: asked((filter) => withTagValues(filter, (values) => values.flatMap(asBytes))) }),
  },
} satisfies Fault;
