import { mkdirSync, writeFileSync } from 'node:fs';
import { LEFT_OUT } from '../faults/left-out.ts';
import { WATCHES, type Fault } from '../faults/fault.ts';
import { asDocument, asPeerSection } from './document.ts';
import { asPicture } from './picture.ts';
import type { Proof } from './prove.ts';
import { replaceSection } from './section.ts';
import { targets, totals, type Proven, type Target, type Total } from './totals.ts';

const DOCUMENT = 'docs/detection.md';
const PICTURE = 'docs/detection.svg';
const reportFile = (peer = ''): string => `reports/detection${peer === '' ? '' : `-${peer}`}.json`;

/** What is printed of a fault as soon as it is proven. */
export const liveLine = (
  { id, title, severity, meant }: Fault,
  { problems, broken, seconds }: Proof,
  count: string,
): string =>
  [
    `${count} ${problems.length > 0 ? 'NOT AS MEANT' : Object.keys(meant).length > 0 ? 'found as meant' : 'missed, as is known'}: ${id} (${severity}) ${title} [${seconds.toFixed(0)} s]`,
    ...WATCHES.flatMap((watch) => {
      const found = broken[watch];
      if (!found) return [];
      const by = found.by.length === 0 ? 'silent' : found.by.slice(0, 4).join(', ');
      return [`    ${watch}: ${by} (${found.seconds.toFixed(1)} s)`];
    }),
    ...problems.map((problem) => `    ✘ ${problem.replaceAll('\n', '\n      ')}`),
  ].join('\n');

interface ReportOptions {
  /** All faults, not a part of them. */
  isWhole: boolean;
  /** The real relay that they befell; undefined: the embedded one. */
  peer: string | undefined;
  tell: (line: string) => void;
}

/** Prints and writes what all faults came to. True where each was as meant and, for a whole run, the targets are reached. */
export function report(faults: Fault[], proofs: Proof[], { isWhole, peer, tell }: ReportOptions): boolean {
  const proven = faults.flatMap((fault): Proven[] => {
    const proof = proofs.find(({ id }) => id === fault.id);
    return proof ? [{ fault, proof }] : [];
  });
  const [sums, aims] = [totals(proven), targets(proven)];
  mkdirSync('reports', { recursive: true });
  const entries = proven.map(({ fault: { injection, ...fault }, proof }) => ({ ...fault, at: injection.at, ...proof }));
  const content = { faults: entries, leftOut: LEFT_OUT, totals: sums, targets: aims };
  writeFileSync(reportFile(peer), `${JSON.stringify(content, null, 1)}\n`);
  if (isWhole && peer !== undefined) replaceSection(DOCUMENT, `proof before ${peer}`, asPeerSection(peer, proven));
  if (isWhole && peer === undefined) {
    replaceSection(DOCUMENT, 'proof', asDocument(proven, sums, aims));
    writeFileSync(PICTURE, asPicture(sums));
  }
  tell(`\n${asTable(sums)}\n`);
  if (isWhole && peer === undefined) tell(`${aims.map(aimLine).join('\n')}\n\nSee ${DOCUMENT} and ${reportFile(peer)}`);
  const odd = proofs.filter(({ problems }) => problems.length > 0).map(({ id }) => id);
  if (odd.length > 0) tell(`not as meant: ${odd.join(', ')}`);
  return odd.length === 0 && (!isWhole || peer !== undefined || aims.every(({ share, atLeast }) => share >= atLeast));
}

const aimLine = ({ what, share, atLeast }: Target): string =>
  `${share >= atLeast ? 'met    ' : 'MISSED '} ${share.toFixed(1)} % of ${what} (at least ${atLeast} %)`;

const COLUMNS = ['', 'faults', 'found', 'prod-canary', 'in its sight', 'of these'];

function asTable(sums: Record<string, Total>): string {
  const rows = Object.entries(sums).map(([name, total]) => [
    name,
    ...[total.faults, total.found, total.byCanary, total.inSight, total.inSightByCanary].map(String),
  ]);
  return [COLUMNS, ...rows]
    .map((row) => row.map((text, index) => (index === 0 ? text.padEnd(12) : text.padStart(13))).join(''))
    .join('\n');
}
