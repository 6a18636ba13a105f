import { MINIO_VERSION } from '../../components/objects/minio.ts';
import { debianPackagesOf, placeOf } from '../needs.ts';
import { builtFrom } from './minio.ts';
import type { Shell } from './shell.ts';

/** How a program says its version, where that is not --version. */
const ASKED: Record<string, string[]> = { haproxy: ['-v'], nginx: ['-v'], ip: ['-V'] };

/** What a program is, for the end of an installation: its version and its place. Undefined where it is missing. */
export async function versionOf(program: string, run: Shell): Promise<{ version: string; place: string } | undefined> {
  const place = placeOf(program);
  if (place === undefined) return undefined;
  if (program === 'minio') {
    const version = builtFrom(place) ?? 'unknown';
    return { place, version: version === MINIO_VERSION ? version : `${version}, not ${MINIO_VERSION}` };
  }
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name !== program || name.endsWith('.so')) return { place, version: await packaged(place, program, run) };
  const { code, output } = await run([place, ...(ASKED[name] ?? ['--version'])], { withinMs: 10_000 });
  const version = /\d+(\.[\w~+-]+)+/.exec(output)?.[0];
  return { place, version: code === 0 && version !== undefined ? version : 'does not say its version' };
}

/** What cannot be asked is known by its package. */
async function packaged(place: string, program: string, run: Shell): Promise<string> {
  const owner = (await run(['dpkg-query', '-S', place])).output.split(':')[0] ?? debianPackagesOf(program)[0] ?? '';
  const { code, output } = await run(['dpkg-query', '-W', '-f', '${Version}', owner]);
  return code === 0 ? output : 'of no package';
}
