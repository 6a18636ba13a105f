import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { expect, test, type Client } from './api.ts';

/** Opens the events of a stream; `all` comes when the API ends them. */
async function listen(client: Client, id: string): Promise<{ type: string; all: Promise<EventSourceMessage[]> }> {
  const headers = { authorization: `Bearer ${client.api.token}`, 'x-tenant-id': 'synthetic' };
  const response = await fetch(`${client.api.url}/api/streams/${id}/events`, { headers });
  const readAll = async (): Promise<EventSourceMessage[]> => {
    const heard: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (event) => heard.push(event) });
    parser.feed(await response.text());
    return heard;
  };
  return { type: response.headers.get('content-type') ?? '', all: readAll() };
}

test.describe('events', () => {
  test('tell of a start and of a settlement, and end with the API', async ({ frontend }) => {
    const client = await frontend();
    const [id, other] = [await client.make(), await client.make()];
    const { type, all } = await listen(client, id);
    expect(type).toBe('text/event-stream');
    await client.post(`/api/streams/${other}/start`);
    await client.post(`/api/streams/${id}/start`);
    await client.settle(id, 'key');
    await client.api.stop();
    const heard = (await all).map(({ event, data }) => [event, (JSON.parse(data) as { status: string }).status]);
    expect(heard).toEqual([
      ['stream:updated', 'active'],
      ['stream:updated', 'ended'],
      ['settle:finished', 'ended'],
    ]);
  });

  test('need a token, a tenant and a stream', async ({ frontend }) => {
    const client = await frontend();
    const path = `/api/streams/${await client.make()}/events`;
    expect((await client.get(path, { authorization: '' })).status).toBe(401);
    expect(await client.get(path)).toMatchObject({ status: 400, body: { error: { code: 'MISSING_TENANT' } } });
    expect((await client.get('/api/streams/stream-00000000/events', { 'x-tenant-id': 'synthetic' })).status).toBe(404);
  });
});
