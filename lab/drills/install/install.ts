import { MINIO_VERSION } from '../../components/objects/minio.ts';
import { DAEMON_USER } from '../../ground/ours.ts';
import { LETTERS } from '../drill.ts';
import { debianPackagesOf, lettersOf, neededBy, placeOf } from '../needs.ts';
import { aligned } from '../table.ts';
import { buildMinio, hasMinio } from './minio.ts';
import { installPackages } from './packages.ts';
import { asRoot, lastWords, shell, type Shell } from './shell.ts';
import { versionOf } from './versions.ts';

export interface Installing {
  say: (line: string) => void;
  /** Default: what all drills need. */
  programs?: string[];
  run?: Shell;
}

/**
 * Puts on a Debian machine what the drills start and this machine has not got, and tells at its end what is there. Does nothing where
 * nothing is missing. Gives the exit code: 0, or 3 where something could not be had.
 */
export async function install({ say, programs = neededBy(LETTERS), run = shell }: Installing): Promise<0 | 3> {
  const problems: string[] = [];
  const note = (problem: string | undefined): void => {
    if (problem !== undefined) problems.push(problem);
  };
  const missing = programs.filter((program) => placeOf(program) === undefined);
  const packages = [...new Set(missing.flatMap(debianPackagesOf))];
  if (packages.length > 0) note(await installPackages(packages, run, say));
  if (programs.includes('minio') && !hasMinio()) note(await buildMinio(run, say));
  if (process.getuid?.() === 0) note(await makeUser(run, say));
  say(await report(programs, run));
  const still = programs.filter((program) => placeOf(program) === undefined);
  for (const problem of problems) say(problem);
  for (const program of still) say(`missing: ${program}${without(program)}`);
  const isWhole = problems.length === 0 && still.length === 0;
  say(isWhole ? 'Everything that the drills need is here.' : 'Not everything could be had: see above.');
  return isWhole ? 0 : 3;
}

const without = (program: string): string => {
  const letters = lettersOf(program).join('');
  return letters === '' ? '; no drill goes without it' : `; SKIP=${letters} leaves out what needs it`;
};

/** Only root needs another user: PostgreSQL and RabbitMQ refuse root. */
async function makeUser(run: Shell, say: (line: string) => void): Promise<string | undefined> {
  if ((await run(['getent', 'passwd', DAEMON_USER])).code === 0) return undefined;
  say(`making the user ${DAEMON_USER}, as whom servers run`);
  const words = ['--system', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', DAEMON_USER];
  const made = await asRoot(run)(['useradd', ...words]);
  return made.code === 0 ? undefined : `useradd: ${lastWords(made)}`;
}

async function report(programs: string[], run: Shell): Promise<string> {
  const rows = await Promise.all(
    programs.map(async (program) => {
      const found = await versionOf(program, run);
      return [program, found?.version ?? 'missing', found?.place ?? (program === 'minio' ? MINIO_VERSION : '')];
    }),
  );
  return aligned([['program', 'version', 'where'], ...rows]);
}
