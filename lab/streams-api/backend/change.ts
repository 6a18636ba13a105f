import { findShown, keep, type Api, type Asked } from '../api.ts';
import { ChainFailure } from '../chain.ts';
import { readObject } from '../refusal.ts';
import type { Owned } from '../store/store.ts';
import { refusal } from './refusals.ts';
import { changed, completed, withEstimate, type BackendStream, type Change } from './stream.ts';
import { problemOfChange } from './validate.ts';

type BackendApi = Api<BackendStream>;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The stream that a path names; undefined: the caller has none of this id, or it is deleted. Throws 400 for no id at all. */
export function named(api: BackendApi, asked: Asked): Owned<BackendStream> | undefined {
  const id = asked.req.param('id') ?? '';
  if (!UUID.test(id)) throw refusal(400, 'Invalid stream ID format');
  const found = findShown(api, asked.get('user'), id.toLowerCase());
  return found?.row.deletedAt === null ? found : undefined;
}

/** Labels, memo or status. A new status `completed` is a settlement. */
export async function changeStream(api: BackendApi, asked: Asked): Promise<Response> {
  const body = await readObject(asked.req, refusal(400, 'Request body must be a JSON object'));
  const problem = problemOfChange(body);
  if (problem !== undefined) throw refusal(400, problem);
  const { updatedAt, ...change } = body as Change & { updatedAt?: string };
  return api.inTurn(asked.get('user'), async () => {
    const found = named(api, asked);
    const isConflict = updatedAt !== undefined && Date.parse(updatedAt) !== Date.parse(found?.row.updatedAt ?? '');
    if (!found || isConflict) throw refusal(404, 'Stream not found or update conflict');
    const { status: next } = change;
    if (next !== undefined) mustAllow(api, found.row, next);
    const row = next === 'completed' ? await complete(api, found, change) : changed(found.row, change);
    if (next !== 'completed') keep(api, { user: found.user, row });
    return asked.json(withEstimate(row));
  });
}

/** What is over stays over. */
function mustAllow({ seams }: BackendApi, stream: BackendStream, change: string): void {
  const isOver = stream.status === 'completed' || stream.status === 'cancelled';
  if (!seams.allowed(!isOver, { change, stream })) throw refusal(409, `Stream is already ${stream.status}`);
}

/** Pays a stream out. Throws 502 where the chain fails; then nothing is changed. */
async function complete(
  api: BackendApi,
  { user, row: stream }: Owned<BackendStream>,
  change: Change,
): Promise<BackendStream> {
  let row = stream;
  const end = (hash?: string): void => {
    row = completed(stream, hash, change);
    keep(api, { user, row });
  };
  try {
    await api.seams.settle({ stream, pay: () => api.chain.pay(stream.id), end });
  } catch (error) {
    if (!(error instanceof ChainFailure)) throw error;
    throw refusal(502, 'Settlement failed');
  }
  return row;
}

/** Takes a stream out of sight; the row stays. */
export function deleteStream(api: BackendApi, asked: Asked): Response {
  const found = named(api, asked);
  if (!found) throw refusal(404, 'Stream not found');
  keep(api, { user: found.user, row: changed(found.row, { deletedAt: new Date().toISOString() }) });
  return asked.body(null, 204);
}
