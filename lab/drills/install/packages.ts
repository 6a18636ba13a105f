import { asRoot, lastWords, type Ran, type Shell } from './shell.ts';

/** Debian asks it before a service is started; 101 is no. Source: the README of invoke-rc.d's policy layer (init-system-helpers). */
const POLICY = '/usr/sbin/policy-rc.d';
const OUR_POLICY = '#!/bin/sh\n# relay-canary: no service is started while packages are installed\nexit 101\n';

/**
 * Installs packages of Debian so that no service is started, now or when the machine is started again. Gives what went wrong, in words;
 * undefined where all is well.
 */
export async function installPackages(
  packages: string[],
  run: Shell,
  say: (line: string) => void,
): Promise<string | undefined> {
  const root = asRoot(run);
  say('asking Debian for the newest packages');
  const updated = await root(['apt-get', 'update', '-qq']);
  if (updated.code !== 0) return `apt-get update: ${lastWords(updated)}`;
  const wanted = await ofThisRelease(packages, run);
  const before = await installed(run);
  const hasKept = await keepServicesDown(run, say);
  let done: Ran;
  try {
    say(`installing: ${wanted.join(' ')}`);
    done = await root(
      ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...wanted],
      { environment: { DEBIAN_FRONTEND: 'noninteractive' } },
    );
  } finally {
    if (hasKept) await root(['rm', '-f', POLICY]);
  }
  const added = [...(await installed(run))].filter((name) => !before.has(name));
  await disableServices(added, run, say);
  return done.code === 0 ? undefined : `apt-get install: ${lastWords(done)}`;
}

/** The extension of pg_auto_failover is packaged for one PostgreSQL: that of this release. */
async function ofThisRelease(packages: string[], run: Shell): Promise<string[]> {
  const { output } = await run(['apt-cache', 'search', '--names-only', '^postgresql-[0-9]+-auto-failover$']);
  const [version] = [...output.matchAll(/^postgresql-(\d+)-auto-failover/gm)]
    .map(([, number]) => Number(number))
    .sort((one, other) => other - one);
  const fitting = (name: string): string =>
    version === undefined ? name : name.replace(/^(postgresql(?:-client)?)-\d+/, `$1-${version}`);
  return [...new Set(packages.map(fitting))].sort();
}

/** Whether a policy of ours stands there, to be taken away again; one of somebody else stays. */
async function keepServicesDown(run: Shell, say: (line: string) => void): Promise<boolean> {
  const there = await run(['cat', POLICY]);
  if (there.code === 0) return there.output === OUR_POLICY; // Ours where an earlier install was killed.
  say(`keeping services from being started meanwhile (${POLICY})`);
  await asRoot(run)(['sh', '-c', 'printf %s "$1" > "$0" && chmod 755 "$0"', POLICY, OUR_POLICY]);
  return true;
}

const installed = async (run: Shell): Promise<Set<string>> =>
  new Set((await run(['dpkg-query', '-W', '-f', '${Package}\\n'])).output.split('\n').filter(Boolean));

/** Drills start their own; what came with the packages has no business on the machine. */
async function disableServices(packages: string[], run: Shell, say: (line: string) => void): Promise<void> {
  if (packages.length === 0 || (await run(['systemctl', '--version'])).code !== 0) return;
  const { output } = await run(['dpkg', '-L', ...packages]);
  const units = [...output.matchAll(/\/lib\/systemd\/system\/([\w.-]+\.(?:service|socket|timer))$/gm)].map(
    ([, unit = '']) => unit,
  );
  if (units.length === 0) return;
  say(`services that came along are not started with the machine either: ${units.join(' ')}`);
  for (const unit of units) await asRoot(run)(['systemctl', 'disable', '--quiet', unit]);
}
