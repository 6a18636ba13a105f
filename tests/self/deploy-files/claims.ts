import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { knownNames, PREFIX } from '../../../fixtures/config/names.ts';

/** Every file below a folder, but not below one of the folders `without`. */
const filesBelow = (folder: string, without: string[] = []): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return without.includes(entry.name) ? [] : filesBelow(path, without);
  });

export const WORKFLOWS = filesBelow('.github/workflows');

/** What is copied, called or read by people who deploy. Rules and dashboards have tests of their own. */
export const READY_FILES = [...WORKFLOWS, ...filesBelow('deploy', ['lint', 'prometheus', 'grafana'])];

/** A claim about one file: what is wrong with a text, in words; nothing where it holds. */
export type Claim = (text: string) => string[];

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

const ofTargets = Object.values(PREFIX).flatMap(knownNames);
const sources = [...filesBelow('fixtures'), ...filesBelow('gate')]
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Settings of a target stand in fixtures/config/names.ts, those of none in what reads them. */
export const namesSettingsThatExist: Claim = (text) => [
  ...all(text, /\b((?:PROD|STAGING)_[A-Z][A-Z_]*[A-Z])\b/g).filter((name) => !ofTargets.includes(name)),
  ...all(text, /\b(RELAY_(?:CANARY_[A-Z_]*[A-Z]|COMMAND))\b/g).filter((name) => !isRead(name)),
];

const isRead = (name: string): boolean => sources.includes(`'${name.replace(/_FILE$/, '')}'`) || sources.includes(name);

const scripts = Object.keys(
  (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts,
);

/** Scripts of package.json, and files of this repository. */
export const callsWhatExists: Claim = (text) => [
  ...all(text, /npm run ([a-z][a-z:-]*)/g).filter((script) => !scripts.includes(script)),
  ...all(text, /(?<![\w./-])((?:deploy|fixtures|gate|lab|tests)\/[\w./-]+\.(?:ts|sh|json|yml|txt|md))\b/g).filter(
    (path) => !existsSync(path),
  ),
];

/** Options that the gate's or the watch's own help does not know; `help` is that text. */
export const givesOptionsThatExist =
  (help: string): Claim =>
  (text) =>
    all(
      text,
      /(?<![\w-])(--(?:project|trigger|vantage|deploy|degraded|dry|state|deadline|interval|every|listen)[a-z-]*)/g,
    ).filter((option) => !help.includes(option));

/** An image that says :latest, or nothing, is another one tomorrow. */
export const pinsImages: Claim = (text) =>
  [
    ...all(text, /^\s*(?:- )?image:\s*['"]?(\S+?)['"]?\s*$/gm),
    ...all(text, /^FROM (?!\$)(\S+)/gm),
    ...all(text, /^ARG \w*IMAGE=(\S+)/gm),
  ].filter((image) => !/(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/.test(image));

/** What comes from the network in the middle of a build is another thing tomorrow; hadolint lets an ADD of an address pass. */
export const addsNothingFromTheNetwork: Claim = (text) =>
  all(text, /^(?:ADD .*?|RUN .*?(?:curl|wget) .*?)(https?:\S+)/gm);

/** A workflow has no rights but those that its jobs name, and actions that nobody can exchange. */
export const isLeastPrivileged: Claim = (text) => {
  const { permissions } = parse(text) as { permissions?: object };
  const isClosed = permissions !== undefined && Object.keys(permissions).length === 0;
  const loose = all(text, /^\s*(?:- )?uses:\s*(.+)$/gm).filter(
    (action) => !/^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(action),
  );
  return [...(isClosed ? [] : ['it does not start from permissions: {}']), ...loose];
};

/** A setting of GitHub that somebody else writes must reach a shell as a variable, never as a part of its program. */
export const keepsExpressionsOutOfShells: Claim = (text) => {
  const { jobs } = parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => all(run ?? '', /(\$\{\{.*?\}\})/g)));
};
