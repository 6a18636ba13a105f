import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PEERS } from './all.ts';
import { asMarkdown, asText, buildMatrix } from './matrix.ts';
import { asPicture } from './picture.ts';
import { visitPeer, type PeerVisit } from './visit-peer.ts';

const DOCUMENT = 'docs/peers.md';
const REPORTS = 'reports/peers';

const USAGE = `Usage: npm run peers -- [NAME ...] [--project=pr-staging|prod-canary] [--runs=1] [--write]
Brings up real relays, provisions them and runs a project against them, so many times in a row. Prints requirement ×
relay, and writes it to ${REPORTS}/matrix.md, matrix.json and matrix.svg; with --write to ${DOCUMENT} too.
Peers: ${PEERS.map(({ name, about }) => `${name} (${about})`).join(', ')}
Exit code: 0 nothing was red but what docs/known-failures lists, and each run had the same outcomes; 1 not so; 2 usage.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ project: { type: 'string', default: 'pr-staging' }, runs: { type: 'string', default: '1' } },
      ...{ write: { type: 'boolean', default: false }, help: { type: 'boolean' } },
    },
  });
  const { project, write, help } = values;
  const runs = Number(values.runs);
  const unknown = positionals.filter((name) => !PEERS.some((peer) => peer.name === name));
  if (help === true || unknown.length > 0 || !(runs >= 1) || (project !== 'pr-staging' && project !== 'prod-canary')) {
    console.log(unknown.length > 0 ? `No peer is called ${unknown.join(', ')}.\n${USAGE}` : USAGE);
    return help === true ? 0 : 2;
  }
  const visits: PeerVisit[] = [];
  for (const peer of PEERS.filter(({ name }) => positionals.length === 0 || positionals.includes(name)))
    visits.push(await visitPeer(peer, { project, runs, tell: console.log }));
  report(visits, write);
  return visits.every(({ asExpected }) => asExpected) ? 0 : 1;
}

function report(visits: PeerVisit[], write: boolean): void {
  const matrix = buildMatrix(visits);
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(`${REPORTS}/matrix.json`, `${JSON.stringify(matrix, null, 1)}\n`);
  writeFileSync(`${REPORTS}/matrix.md`, asMarkdown(matrix));
  writeFileSync(`${REPORTS}/matrix.svg`, asPicture(matrix));
  if (write) writeFileSync(DOCUMENT, `${HEAD}${asMarkdown(matrix)}\n`);
  console.log(`\n${asText(matrix)}\n\nSee ${REPORTS}/matrix.svg`);
  for (const { peer, asExpected } of visits)
    console.log(`${peer.name}: ${asExpected ? 'as expected' : 'NOT as expected'}`);
}

const HEAD = `# What real relays keep

Written by \`npm run peers -- --write\`, from runs of pr-staging against relays that others wrote. ✗ is a failure that
docs/known-failures lists with its reason, ▲ a broken SHOULD (a warning), · not applicable.

`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true ? 2 : 1;
}
