import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINIO_VERSION } from '../../components/objects/minio.ts';
import { placeOf } from '../needs.ts';
import { asRoot, lastWords, type Shell } from './shell.ts';

const MODULE = 'github.com/minio/minio';
const PLACE = '/usr/local/bin/minio';
const TELL_EVERY_MS = 15_000;

/** Go fetches a newer one by itself from this version on. Source: go.dev/doc/toolchain. */
const FETCHES_NEWER = 21;

/** Which version a binary was built from, as Go writes it into each; undefined where that is not to be found. */
export function builtFrom(binary: string): string | undefined {
  const bytes = readFileSync(binary);
  const before = Buffer.from(`mod\t${MODULE}\t`);
  const at = bytes.indexOf(before);
  return at < 0
    ? undefined
    : /^[\w.+-]+/.exec(bytes.toString('latin1', at + before.length, at + before.length + 60))?.[0];
}

/** Whether the server is there in the version that the drills were written for. */
export function hasMinio(): boolean {
  const place = placeOf('minio');
  return place !== undefined && builtFrom(place) === MINIO_VERSION;
}

/** Builds MinIO, which no release of Debian has, with Go. Gives what went wrong, in words; undefined where all is well. */
export async function buildMinio(run: Shell, say: (line: string) => void): Promise<string | undefined> {
  const go = await findGo(run);
  if (go === undefined)
    return (
      `minio: Go is missing, or older than 1.${FETCHES_NEWER}: get it from https://go.dev/doc/install, and put it on the path; ` +
      'until then SKIP=D leaves out what needs MinIO'
    );
  const directory = mkdtempSync(join(tmpdir(), 'relay-canary-minio-'));
  say(`building MinIO ${MINIO_VERSION} with ${go}: about four minutes on two cores`);
  const startedAt = Date.now();
  let packages = 0;
  const timer = setInterval(
    () => say(`  ${Math.round((Date.now() - startedAt) / 1000)} s, ${packages} packages are built`),
    TELL_EVERY_MS,
  );
  try {
    const built = await run([go, 'install', '-v', `${MODULE}@${MINIO_VERSION}`], {
      environment: { GOBIN: directory, GOTOOLCHAIN: 'auto', GOFLAGS: '', CGO_ENABLED: '0' },
      heard: (text) => (packages += text.split('\n').length - 1),
    });
    if (built.code !== 0) return `minio: ${go} install: ${lastWords(built)}`;
    const put = await asRoot(run)(['install', '-m', '755', join(directory, 'minio'), PLACE]);
    if (put.code !== 0) return `minio: ${lastWords(put)}`;
    say(`MinIO is at ${PLACE}`);
    return undefined;
  } finally {
    clearInterval(timer);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A Go that builds it, or fetches one that does. */
async function findGo(run: Shell): Promise<string | undefined> {
  for (const go of ['go', '/usr/local/go/bin/go']) {
    const { code, output } = await run([go, 'version']);
    const minor = Number(/go1\.(\d+)/.exec(output)?.[1] ?? 0);
    if (code === 0 && minor >= FETCHES_NEWER) return go;
  }
  return undefined;
}
