import { expect, NEW_ROW, NEW_STREAM, test, type Answered, type Client } from './api.ts';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: object; requestBody?: unknown; security?: [] }>>;
}

const documentOf = ({ body }: Answered): Document => body as Document;

/** Asks for everything that a document describes, of a stream that is there; tells what is answered and not described. */
async function undescribed(client: Client, { paths }: Document, id: string, body: object): Promise<string[]> {
  const found: string[] = [];
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { responses, requestBody }] of Object.entries(methods)) {
      const asked = { headers: { 'idempotency-key': path }, ...(requestBody !== undefined && { body }) };
      const { status } = await client.ask(method.toUpperCase() as 'GET', path.replace('{id}', id), asked);
      if (status === 404 || !(status in responses)) found.push(`${method} ${path}: ${status}`);
    }
  }
  return found;
}

test.describe('the OpenAPI document', () => {
  test('describes what the frontend dialect answers', async ({ frontend }) => {
    const client = await frontend();
    const document = documentOf(await client.get('/api/openapi.json', { authorization: '' }));
    expect(document.openapi).toMatch(/^3\./);
    // Without a tenant, events are refused; with one they would never end.
    expect(await undescribed(client, document, await client.make(), NEW_STREAM)).toEqual([]);
    expect(Object.keys(document.paths)).toHaveLength(9);
  });

  test('describes what the backend dialect answers', async ({ backend }) => {
    const client = await backend();
    const document = documentOf(await client.get('/api/openapi.json', { 'x-api-key': '' }));
    expect(await undescribed(client, document, await client.makeRow(), NEW_ROW)).toEqual([]);
    expect(Object.keys(document.paths)).toHaveLength(5);
  });
});
