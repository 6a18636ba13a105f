import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRequirements } from '../../fixtures/requirements/catalogue.ts';
import { readFaults } from '../faults/all.ts';
import { CLASSES, type Fault } from '../faults/fault.ts';
import { listChecks } from '../run/list-checks.ts';
import { PEERS } from '../peers/all.ts';
import type { Peer } from '../peers/peer.ts';
import { canBefall, openPeerStage } from './peer-stage.ts';
import { prove, watchesOf, type Proof } from './prove.ts';
import { liveLine, report } from './report.ts';
import { openStage } from './stage.ts';
import type { Meant } from './watch.ts';

const KEPT = 'reports/proof';

const USAGE = `Usage: npm run proof -- [--only=ID,ID] [--class=CLASS] [--shard=1/4] [--workers=N] [--resume] [--relay=NAME]
Switches on every fault of lab/faults, one by one: healthy and green, broken and red in the check that is meant for it,
healed and green. Prints a table and writes reports/detection.json; a run of all faults writes docs/detection.md too.
--resume goes on where a run was interrupted, and tries again what was not as meant (results are kept in ${KEPT}).
--relay puts the faults that are made on the way before a real relay, with prod-canary alone: ${PEERS.map(({ name }) => name).join(', ')}.
Classes: ${CLASSES.join(', ')}.
Exit code: 0 every fault was found as meant and the targets are reached; 1 not so; 2 usage.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ only: { type: 'string' }, class: { type: 'string' }, shard: { type: 'string', default: '1/1' } },
      ...{ workers: { type: 'string' }, resume: { type: 'boolean', default: false }, help: { type: 'boolean' } },
      relay: { type: 'string' },
    },
  });
  if (values.help === true) return usage('', 0);
  const all = await readFaults();
  const ids = values.only?.split(',');
  const unknown = ids?.filter((id) => !all.some((fault) => fault.id === id)) ?? [];
  if (unknown.length > 0) return usage(`--only: no fault is called ${unknown.join(', ')}.`);
  if (values.class !== undefined && !CLASSES.some((name) => name === values.class))
    return usage(`--class: ${values.class} is no class.`);
  const [shard = 0, shards = 0] = values.shard.split('/').map(Number);
  if (!(shard >= 1 && shard <= shards)) return usage(`--shard: ${values.shard} is not like 1/4.`);
  const workers = Number(values.workers ?? availableParallelism() + 1);
  if (!(workers >= 1)) return usage(`--workers: ${values.workers ?? ''} is no number of workers.`);
  const peer = PEERS.find(({ name }) => name === values.relay);
  if (values.relay !== undefined && !peer) return usage(`--relay: no relay is called ${values.relay}.`);

  const chosen = all
    .filter((fault) => !peer || canBefall(fault))
    .filter(({ id }) => ids?.includes(id) ?? true)
    .filter((fault) => values.class === undefined || fault.class === values.class)
    .filter((_fault, index) => index % shards === shard - 1);
  const folder = join(KEPT, peer?.name ?? '');
  mkdirSync(folder, { recursive: true });
  if (!values.resume) for (const { id } of chosen) rmSync(join(folder, `${id}.json`), { force: true });
  const proofs = await proveAll(chosen, { workers, folder, peer });
  const isWhole = chosen.length === all.filter((fault) => !peer || canBefall(fault)).length;
  return report(chosen, proofs, { isWhole, peer: peer?.name, tell: console.log }) ? 0 : 1;
}

function usage(problem: string, exitCode = 2): number {
  console.log(problem === '' ? USAGE : `${problem}\n${USAGE}`);
  return exitCode;
}

/** So many faults at once, in order; what was proven before is read instead. */
async function proveAll(
  faults: Fault[],
  { workers, folder, peer }: { workers: number; folder: string; peer: Peer | undefined },
): Promise<Proof[]> {
  const meantChecks = await findChecks();
  const proveOne = (fault: Fault): Promise<Proof> =>
    peer
      ? prove(fault, { meantChecks, watches: ['prod-canary'], open: () => openPeerStage(peer, fault) })
      : prove(fault, { meantChecks, watches: watchesOf(fault), open: openStage });
  const queue = [...faults];
  const proofs: Proof[] = [];
  const work = async (): Promise<void> => {
    for (let fault = queue.shift(); fault; fault = queue.shift()) {
      const file = join(folder, `${fault.id}.json`);
      const proof = readKept(file) ?? (await proveOne(fault));
      proofs.push(proof);
      writeFileSync(file, `${JSON.stringify(proof, null, 1)}\n`);
      console.log(liveLine(fault, proof, `${proofs.length}/${faults.length}`));
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return proofs;
}

/** What a run before has proven; undefined where that was not as meant, or not come to. */
function readKept(file: string): Proof | undefined {
  const proof = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Proof) : undefined;
  return proof?.problems.length === 0 ? proof : undefined;
}

/** The check of each requirement, with its level. */
async function findChecks(): Promise<Meant> {
  const checks = await listChecks('nightly');
  const levels = new Map(readRequirements().map(({ id, level }) => [id, level]));
  return (requirements) =>
    requirements.map((requirement) => {
      const check = checks.find((each) => each.requirement === requirement);
      const level = levels.get(requirement);
      if (!check || !level) throw new Error(`${requirement} has no check`);
      return { ...check, level };
    });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true ? 2 : 1;
}
