import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { nsecEncode } from 'nostr-tools/nip19';
import { removeLeaks } from '../../../fixtures/evidence/leak-scan.ts';
import { secretTexts } from '../../../fixtures/evidence/secrets.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';

const bytes = Buffer.from(SecretKey.generate().reveal());
const nsec = nsecEncode(bytes);
const texts = secretTexts({ PROD_CANARY_SECRET_KEY: nsec });

/** Writes files below a directory. */
function write(directory: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}

const zip = (text: string): Uint8Array => zipSync({ 'data/report.json': strToU8(`{"message":"${text}"}`) });
const html = (archive: Uint8Array): string =>
  `<html><script>window.report = "data:application/zip;base64,${Buffer.from(archive).toString('base64')}";</script></html>`;
const cutZip = zip('nothing at all').subarray(0, 60);

const coloured = nsec.replaceAll('q', '\u001b[7mq\u001b[27m');

const LEAKS: { title: string; content: string | Uint8Array }[] = [
  { title: 'nsec', content: `expected ${nsec} to be` },
  { title: 'hex', content: `<a>${bytes.toString('hex')}</a>` },
  { title: 'upper-case hex', content: bytes.toString('hex').toUpperCase() },
  { title: 'a list of decimals', content: JSON.stringify([...bytes]) },
  { title: 'a list of decimals with spaces', content: inspect(bytes.toJSON().data, { breakLength: Infinity }) },
  { title: 'decimals in lines, as a diff prints them', content: [...bytes].map((byte) => `-     ${byte},`).join('\n') },
  { title: 'an object of decimals', content: JSON.stringify(new Uint8Array(bytes)) },
  { title: 'a key with colours in its midst', content: JSON.stringify(`\u001b[31m${coloured}`) },
  { title: 'a printed Buffer', content: inspect(bytes) },
  { title: 'base64', content: JSON.stringify({ body: bytes.toString('base64') }) },
  {
    title: 'base64 of a longer text',
    content: JSON.stringify({ body: Buffer.from(`my ${nsec}!`).toString('base64') }),
  },
  { title: 'a zip', content: zip(nsec) },
  { title: 'a zip in a zip', content: zipSync({ 'trace.zip': zip(nsec) }) },
  { title: 'a page with a zip in it', content: html(zip(nsec)) },
  { title: 'a page with a broken zip in it', content: html(cutZip) },
  { title: 'a broken zip', content: cutZip },
];

const INNOCENT: Record<string, string | Uint8Array> = {
  'report.json': '{"message":"nothing"}',
  'empty.txt': '',
  'trace.zip': zip('nothing'),
  'html/index.html': html(zip('nothing')),
  'image.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]),
};

test.describe('the leak scan', () => {
  for (const { title, content } of LEAKS) {
    test(`finds ${title}, deletes that file and leaves the others`, ({}, testInfo) => {
      const directory = testInfo.outputPath('reports');
      write(directory, { ...INNOCENT, 'deep/down/leak': content });
      expect(removeLeaks(directory, texts)).toEqual([join(directory, 'deep/down/leak')]);
      expect(existsSync(join(directory, 'deep/down/leak'))).toBe(false);
      for (const name of Object.keys(INNOCENT)) expect(existsSync(join(directory, name))).toBe(true);
    });
  }

  test('finds every leaking file, whatever else is broken', ({}, testInfo) => {
    const directory = testInfo.outputPath('reports');
    const leaks = { 'a/cut.zip': cutZip, 'b/leak.txt': nsec, 'c/leak.json': bytes.toString('hex') };
    write(directory, { ...INNOCENT, ...leaks });
    const found = removeLeaks(directory, texts);
    expect(found.sort()).toEqual(Object.keys(leaks).map((name) => join(directory, name)));
    expect(readdirSync(join(directory, 'b'))).toEqual([]);
    expect(readdirSync(join(directory, 'c'))).toEqual([]);
  });

  test('finds nothing where nothing leaks', ({}, testInfo) => {
    const directory = testInfo.outputPath('reports');
    write(directory, INNOCENT);
    expect(removeLeaks(directory, texts)).toEqual([]);
    for (const name of Object.keys(INNOCENT)) expect(existsSync(join(directory, name))).toBe(true);
  });

  test('deletes nothing where there is no secret to look for', ({}, testInfo) => {
    const directory = testInfo.outputPath('reports');
    write(directory, { 'cut.zip': cutZip });
    expect(removeLeaks(directory, [])).toEqual([]);
    expect(existsSync(join(directory, 'cut.zip'))).toBe(true);
  });
});
