import { findShown, keep, type Api, type Asked } from '../api.ts';
import { ChainFailure } from '../chain.ts';
import type { Owned } from '../store/store.ts';
import { keyOf, replay } from './keys.ts';
import { invalidState, keyRefusal, refusal, streamNotFound } from './refusals.ts';
import { ended, started, type FrontendStream } from './stream.ts';

type FrontendApi = Api<FrontendStream>;

/** The stream that a path names. Throws 404 where the caller has none of this id. */
export function named(api: FrontendApi, asked: Asked): Owned<FrontendStream> {
  const id = asked.req.param('id') ?? '';
  const found = findShown(api, asked.get('user'), id);
  if (!found) throw streamNotFound(id);
  return found;
}

export const shown = (row: FrontendStream): object => ({ data: row, links: { self: `/api/streams/${row.id}` } });

/** Makes a draft active. */
export function startStream(api: FrontendApi, asked: Asked): Response {
  const { user, row: stream } = named(api, asked);
  if (!api.seams.allowed(stream.status === 'draft', { change: 'start', stream }))
    throw invalidState('Only draft streams can be started');
  const row = started(stream);
  keep(api, { user, row });
  api.events.tell(row.id, { name: 'stream:updated', data: row });
  return asked.json(shown(row));
}

/** Ends a stream and pays it out, once. What failed is not remembered under the key, and changes nothing. */
export async function settleStream(api: FrontendApi, asked: Asked): Promise<Response> {
  const key = keyOf(asked);
  if (key === undefined) throw keyRefusal(400, 'IdempotencyKeyRequired', 'Idempotency-Key is required to settle.');
  const user = asked.get('user');
  const request = { user, deed: 'settle' as const, key, fingerprint: asked.req.param('id') ?? '' };
  return api.inTurn(user, async () => {
    const known = api.keys.recall(request);
    if (known.as === 'same') return replay(asked, known.answer);
    if (known.as === 'other')
      throw keyRefusal(409, 'IdempotencyKeyReused', 'This Idempotency-Key was used for another stream.');
    const body = shown(await settled(api, named(api, asked)));
    api.keys.remember(request, { status: 200, body });
    return asked.json(body, 200, { 'Idempotency-Replay': 'false' });
  });
}

/** The stream as it is after its settlement. Throws 409 where its state forbids it, 502 where the chain fails. */
async function settled(api: FrontendApi, { user, row: stream }: Owned<FrontendStream>): Promise<FrontendStream> {
  if (!api.seams.allowed(['active', 'paused'].includes(stream.status), { change: 'settle', stream }))
    throw invalidState('Only active or paused streams can be settled');
  let row = stream;
  const end = (hash?: string): void => {
    row = ended(stream, hash);
    keep(api, { user, row });
  };
  try {
    await api.seams.settle({ stream, pay: () => api.chain.pay(stream.id), end });
  } catch (error) {
    if (!(error instanceof ChainFailure)) throw error;
    throw refusal(502, 'SETTLEMENT_FAILED', error.message);
  }
  api.events.tell(row.id, { name: 'stream:updated', data: row });
  api.events.tell(row.id, { name: 'settle:finished', data: row });
  return row;
}
