import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { openObjects, type ObjectClient } from '../../../lab/components/objects/client.ts';
import { HEALTH, standIn } from '../../../lab/components/objects/stand-in/server.ts';

const BYTES = randomBytes(1_000);
const [LETTER, OTHER, PICTURE] = ['private/a letter (1).bin', 'private/other.bin', 'public/picture.bin'];

/** The store, and Amazon's client, which signs; the store checks by itself. */
interface Store {
  address: (key: string) => string;
  owner: ObjectClient;
  stranger: ObjectClient;
}

const test = base.extend<{ store: Store }>({
  store: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'relay-canary-stand-in-'));
    const credentials = { accessKeyId: 'drill', secretAccessKey: randomUUID() };
    const server = standIn({ directory, bucket: 'media', publicPrefix: 'public/', credentials });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const owner = openObjects({ endpoint, bucket: 'media', credentials });
    const foreign = { ...credentials, secretAccessKey: randomUUID() };
    const stranger = openObjects({ endpoint, bucket: 'media', credentials: foreign });
    for (const key of [LETTER, OTHER, PICTURE])
      expect(await owner.put(key, BYTES)).toMatchObject({ outcome: 'acknowledged' });
    await use({ address: (key) => `${endpoint}/media/${key}`, owner, stranger });
    for (const client of [owner, stranger]) client.close();
    server.close();
    server.closeAllConnections();
    rmSync(directory, { recursive: true });
  },
});

const told = async (answer: Response): Promise<[status: number, code: string | undefined]> => [
  answer.status,
  /<Code>(\w+)</.exec(await answer.text())?.[1],
];

const ask = async (
  address: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<[status: number, code: string | undefined]> => told(await fetch(address, { headers, method }));

test.describe('the stand-in for an S3 store', () => {
  test('gives a signed object to who signs, in the header or in the address', async ({ store: { owner } }) => {
    expect(await owner.read(LETTER)).toEqual({ outcome: 'right' });
    const answer = await fetch(await owner.presign(LETTER, 60));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(BYTES);
  });

  test('gives no signed object to one without a signature, nor tells whether it is there', async ({ store }) => {
    expect(await ask(store.address(LETTER))).toEqual([403, 'AccessDenied']);
    expect(await ask(store.address('private/none.bin'))).toEqual([403, 'AccessDenied']);
    expect(await ask(store.address(PICTURE), {}, 'PUT')).toEqual([403, 'AccessDenied']);
  });

  test('refuses a signature that has expired', async ({ store: { owner } }) => {
    const address = await owner.presign(OTHER, 1);
    await expect(async () => expect(await ask(address)).toEqual([403, 'AccessDenied'])).toPass({ timeout: 5_000 });
  });

  test('refuses a signature by another key, also where the object is public', async ({ store: { stranger } }) => {
    expect(await ask(await stranger.presign(LETTER, 60))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(await stranger.presign(PICTURE, 60))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await stranger.put(LETTER, BYTES)).toMatchObject({ outcome: 'failed' });
  });

  test('refuses a signature that was made for another request', async ({ store: { owner, address } }) => {
    const signed = await owner.presign(OTHER, 60);
    const borrowed = `${address(LETTER)}?${new URL(signed).searchParams.toString()}`;
    expect(await ask(borrowed)).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(signed, {}, 'PUT')).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(signed.replace('Expires=60', 'Expires=600'))).toEqual([403, 'SignatureDoesNotMatch']);
    expect(await ask(signed, { 'x-amz-meta-sha256': 'mine' })).toEqual([403, 'AccessDenied']);
  });

  test('says 400 to a signature that is none', async ({ store: { address } }) => {
    expect(await ask(`${address(LETTER)}?X-Amz-Signature=1`)).toEqual([400, 'AuthorizationQueryParametersError']);
    expect(await ask(address(LETTER), { authorization: 'AWS4' })).toEqual([400, 'AuthorizationHeaderMalformed']);
  });

  test('gives what is public to everybody, whole or a range of it', async ({ store: { address } }) => {
    const whole = await fetch(address(PICTURE));
    expect([whole.status, Buffer.from(await whole.arrayBuffer())]).toEqual([200, BYTES]);
    const part = await fetch(address(PICTURE), { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/1000']);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(BYTES.subarray(10, 20));
    expect(await ask(address(PICTURE), { range: 'bytes=1000-' })).toEqual([416, 'InvalidRange']);
  });

  test('says 304 to who has it, and 200 to who has another', async ({ store: { address } }) => {
    const { headers } = await fetch(address(PICTURE), { method: 'HEAD' });
    const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? ''];
    expect(await ask(address(PICTURE), { 'if-none-match': etag })).toEqual([304, undefined]);
    expect(await ask(address(PICTURE), { 'if-modified-since': modified })).toEqual([304, undefined]);
    expect(await ask(address(PICTURE), { 'if-none-match': '"x"', 'if-modified-since': modified })).toEqual([
      ...[200, undefined],
    ]);
  });

  test('says 404 to what is not there, and 501 to what it does not know', async ({ store: { address, owner } }) => {
    expect(await ask(address('public/none.bin'))).toEqual([404, 'NoSuchKey']);
    expect(await ask(await owner.presign('private/none.bin', 60))).toEqual([404, 'NoSuchKey']);
    expect(await ask(`${address(PICTURE)}?versionId=1`)).toEqual([501, 'NotImplemented']);
    expect(await ask(new URL(HEALTH, address('')).href)).toEqual([200, undefined]);
  });
});
