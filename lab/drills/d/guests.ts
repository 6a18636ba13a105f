import { randomBytes, randomUUID } from 'node:crypto';
import { openObjects } from '../../components/objects/client.ts';
import { until } from '../../ground/until.ts';
import { sha256Of } from '../../system/media/bucket.ts';
import type { Finding } from '../drill.ts';
import type { ObjectsStand } from './behind.ts';

/** Who asks the cache for an object that needs a signature. Only `signed` may have it. */
const GUESTS = ['signed', 'without', 'expired', 'foreign', 'borrowed'] as const;

type Guest = (typeof GUESTS)[number];

interface Visit {
  guest: Guest;
  /** "before the fault". */
  when: string;
  status: number;
  /** The object itself was in the answer. */
  isServed: boolean;
}

export interface Guests {
  /** Each asks once. */
  visit: (when: string) => Promise<void>;
  /** What came of it, in the order in which they asked. */
  visits: Visit[];
}

const SIGNED_FOR_SECONDS = 300;
const EXPIRES_AFTER_SECONDS = 2;
const ANSWER_WITHIN_MS = 6_000;
const [OBJECT, OTHER] = ['private/letter.bin', 'private/other.bin'];

/**
 * Puts an object that nobody may read without a signature, and signs addresses of the cache for it. The one that expires is used while
 * it still counts, so that its bytes are in the cache. Throws where the store does not take the object.
 */
export async function inviteGuests({ behind }: ObjectsStand): Promise<Guests> {
  const { store, cache } = behind;
  const { bucket, credentials } = store;
  const [inside, outside, stranger] = [
    openObjects({ endpoint: store.endpoint, bucket, credentials }),
    openObjects({ endpoint: cache.url, bucket, credentials }),
    openObjects({ endpoint: cache.url, bucket, credentials: { ...credentials, secretAccessKey: randomUUID() } }),
  ];
  const body = randomBytes(10_000);
  for (const [key, bytes] of [
    [OBJECT, body],
    [OTHER, randomBytes(10)],
  ] as const) {
    const put = await inside.put(key, bytes);
    if (put.outcome !== 'acknowledged') throw new Error(`objects: ${key} is not taken: ${put.why}`);
  }
  const visits: Visit[] = [];
  const ask = async (guest: Guest, when: string, address: string): Promise<void> => {
    const { status, bytes } = await get(address);
    visits.push({ guest, when, status, isServed: sha256Of(bytes) === sha256Of(body) });
  };
  const expired = await outside.presign(OBJECT, EXPIRES_AFTER_SECONDS);
  const expiresAt = Date.now() + (EXPIRES_AFTER_SECONDS + 1) * 1_000;
  await ask('signed', 'while its signature still counts', expired);
  const plain = `${cache.url}/${bucket}/${OBJECT}`;
  const addresses: Record<Guest, string> = {
    signed: await outside.presign(OBJECT, SIGNED_FOR_SECONDS),
    without: plain,
    expired,
    foreign: await stranger.presign(OBJECT, SIGNED_FOR_SECONDS),
    borrowed: `${plain}?${new URL(await outside.presign(OTHER, SIGNED_FOR_SECONDS)).searchParams.toString()}`,
  };
  for (const client of [inside, outside, stranger]) client.close();
  return {
    visits,
    visit: async (when) => {
      await until(() => Date.now() > expiresAt, 2 * EXPIRES_AFTER_SECONDS * 1_000, 20);
      for (const guest of GUESTS) await ask(guest, when, addresses[guest]);
    },
  };
}

/** Status 0 where nobody answered. */
async function get(address: string): Promise<{ status: number; bytes: Buffer }> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return { status: 0, bytes: Buffer.alloc(0) };
  }
}

/** What red is called where the cache gives a signed object to everybody. */
export const ONLY_SIGNED = 'no signed object is served to one without a signature';

/** Only who has a signature was served. Inconclusive where nobody was: then there was nothing in the cache to be had. */
export const judgeGuests = ({ visits }: Guests): Finding[] => [
  refused(visits, ['without'], ONLY_SIGNED),
  refused(visits, ['expired', 'foreign', 'borrowed'], 'no signed object is served for an expired or foreign signature'),
];

function refused(visits: Visit[], guests: Guest[], oracle: string): Finding {
  const asked = visits.filter(({ guest }) => guests.includes(guest));
  const served = asked.filter(({ isServed, status }) => isServed || (status >= 200 && status < 300));
  const isThere = visits.some(({ guest, isServed }) => guest === 'signed' && isServed);
  const tell = ({ guest, when, status }: Visit): string => `${guest} ${when}: HTTP ${status}`;
  return {
    oracle,
    outcome: served.length > 0 ? 'fail' : isThere && asked.length > 0 ? 'pass' : 'inconclusive',
    words: `${served.length} of ${asked.length} were served: ${(served.length > 0 ? served : asked).map(tell).join(', ')}`,
    measured: { value: served.length, budget: 0, unit: 'requests' },
  };
}
