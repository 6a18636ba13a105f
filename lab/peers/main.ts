import { parseArgs } from 'node:util';
import { basicKhatru, basicKhatruPrivate } from './basic-khatru/peer.ts';
import { nostrRelayCore } from './nostr-relay-core/peer.ts';
import { visitPeer } from './visit-peer.ts';

const PEERS = [basicKhatru, basicKhatruPrivate, nostrRelayCore];

const USAGE = `Usage: npm run peers -- [NAME ...] [--runs=2]
Brings up real relays, provisions them and runs prod-canary against them, so many times in a row.
Peers: ${PEERS.map(({ name, about }) => `${name} (${about})`).join(', ')}
Exit code: 0 every run was red in exactly the known failures of its relay, 1 it was not, 2 usage.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '2' }, help: { type: 'boolean' } },
  });
  const unknown = positionals.filter((name) => !PEERS.some((peer) => peer.name === name));
  const runs = Number(values.runs);
  if (values.help === true || unknown.length > 0 || !(runs >= 1)) {
    console.log(unknown.length > 0 ? `No peer is called ${unknown.join(', ')}.\n${USAGE}` : USAGE);
    return values.help === true ? 0 : 2;
  }
  const peers = PEERS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const rows = [];
  for (const peer of peers)
    rows.push(
      await visitPeer(peer, runs, (line) => {
        console.log(line);
      }),
    );
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
  return rows.every(({ asExpected }) => asExpected) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true ? 2 : 1;
}
