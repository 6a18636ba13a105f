import { streamSSE } from 'hono/streaming';
import type { Api, Asked } from '../api.ts';
import { named } from './change.ts';
import type { StreamEvent } from '../seams.ts';
import { refusal } from './refusals.ts';
import type { FrontendStream } from './stream.ts';

const KEEP_ALIVE_MS = 30_000;

/** Server-sent events of one stream, until the client or the API goes. The first comment says that they are being sent. */
export function listen(api: Api<FrontendStream>, asked: Asked): Response {
  if ((asked.req.header('x-tenant-id') ?? '').trim() === '')
    throw refusal(400, 'MISSING_TENANT', 'Tenant ID header (x-tenant-id) is required');
  const { row } = named(api, asked);
  return streamSSE(
    asked,
    (stream) =>
      new Promise((resolve) => {
        const keepAlive = (): void => void stream.write(': keep-alive\n\n');
        const timer = setInterval(keepAlive, KEEP_ALIVE_MS);
        const close = (): void => {
          clearInterval(timer);
          leave();
          resolve();
        };
        const send = ({ name, data }: StreamEvent): void =>
          void stream.writeSSE({ event: name, data: JSON.stringify(data) });
        const leave = api.events.listen({ streamId: row.id, send, close });
        stream.onAbort(close);
        keepAlive();
      }),
  );
}
