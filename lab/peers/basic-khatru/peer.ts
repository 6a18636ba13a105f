import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../peer.ts';
import { tool } from '../shell.ts';

const SOURCE = 'lab/peers/basic-khatru';
const MODULE = 'github.com/fiatjaf/relay29';

/** The example's own main.go, but for the address: it names port 2929 of every interface. Throws where that changed. */
function onLoopback(source: string): string {
  const address = '"127.0.0.1:" + os.Getenv("PORT")';
  const replacements: [string, string][] = [
    ['":2929"', address],
    ['"localhost:2929"', address],
    ['"net/http"', '"net/http"\n\t"os"'],
  ];
  return replacements.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`basic-khatru's main.go does not hold ${from} exactly once`);
    return text.replace(from, to);
  }, source);
}

/**
 * relay29's example relay on khatru, by its author: in memory, a fresh key at each start. v0.5.1 is its newest tag.
 * `go install` cannot be used as it is, because the example listens on all interfaces.
 */
export const basicKhatru: Peer = {
  name: 'basic-khatru',
  build: 'basic-khatru',
  about: `${MODULE}/examples/basic-khatru v0.5.1`,
  groups: 'relay-canary',
  knownFailures: {},
  install: async (directory) => {
    if (existsSync(join(directory, 'relay'))) return;
    mkdirSync(directory, { recursive: true });
    for (const file of ['go.mod', 'go.sum']) copyFileSync(join(SOURCE, file), join(directory, file));
    await tool('go', ['mod', 'download', MODULE], directory);
    const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', MODULE], { cwd: directory, encoding: 'utf8' });
    const source = readFileSync(join(module.trim(), 'examples/basic-khatru/main.go'), 'utf8');
    writeFileSync(join(directory, 'main.go'), onLoopback(source));
    await tool('go', ['build', '-o', 'relay', '.'], directory);
  },
  command: (directory, port) => ({ file: join(directory, 'relay'), arguments: [], env: { PORT: String(port) } }),
};

/** The same relay with a private canary group, which it does not keep to itself. */
export const basicKhatruPrivate: Peer = {
  ...basicKhatru,
  name: 'basic-khatru-private',
  about: `${basicKhatru.about}, with a private group`,
  groups: 'relay-canary,relay-canary-private:private',
  knownFailures: {
    'nip-29/private-is-unseen':
      'privacy is judged when a subscription with #h is opened; those by ids, #e or limit 0 get private messages live',
  },
};
