import { LEFT_OUT } from '../faults/left-out.ts';
import { WATCHES, type Watch } from '../faults/fault.ts';
import { gateVerdicts, isFound, type Proven, type Target, type Total } from './totals.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** What one project found: the checks that are meant for the fault first, then how many others. */
function foundBy({ fault, proof }: Proven, watch: Watch): string {
  const found = proof.broken[watch];
  if (!found) return '';
  if (found.by.length === 0) return fault.outOfSight === undefined ? '**silent**' : `silent: ${fault.outOfSight}`;
  const meant = fault.meant[watch] ?? [];
  const named = meant.length > 0 ? meant.filter((each) => found.by.includes(each)) : found.by.slice(0, 1);
  const more = found.by.length - named.length;
  const checks = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `${found.verdict === 'degraded' ? '▲' : '●'} ${checks} (${found.seconds.toFixed(1)} s)`;
}

const AT = { relay: 'relay', wire: 'proxy', infrastructure: 'around it', streams: 'streams API' };

const verdicts = (proven: Proven[]): string =>
  Object.entries(gateVerdicts(proven))
    .map(([verdict, count]) => `${verdict} ${count}`)
    .join(', ');

/** The part of docs/detection.md that a proof of all faults writes. */
export function asDocument(proven: Proven[], sums: Record<string, Total>, aims: Target[]): string {
  const missed = proven.filter((each) => !isFound(each));
  const rows = proven.map((each) => {
    const { id, title, severity, class: kind, source, injection } = each.fault;
    return [
      id,
      `${title} (${source})`,
      severity,
      kind,
      AT[injection.at],
      ...WATCHES.map((watch) => foundBy(each, watch)),
    ];
  });
  return `## What is noticed

Written by \`npm run proof\`: each of ${proven.length} faults was switched on in a healthy deployment, and off again. The runs before and
after were green. ● is red, ▲ a warning. prod-canary was run whole; of pr-staging and nightly the checks that are meant for
the fault, nightly in a hurry. The seconds are those of the whole command, with others running beside it.

![By class: found by prod-canary, found by pr-staging or nightly only, missed](detection.svg)

${table(
  ['target', 'at least', 'measured'],
  aims.map(({ what, atLeast, share }) => [what, `${atLeast} %`, `${share.toFixed(1)} %`]),
)}

${table(
  ['', 'faults', 'found as meant', 'by prod-canary', 'in sight of prod-canary', 'of these found by it'],
  Object.entries(sums).map(([name, { faults, found, byCanary, inSight, inSightByCanary }]) => [
    name,
    ...[faults, found, byCanary, inSight, inSightByCanary].map(String),
  ]),
)}

The verdict of the gate on the blockers in sight of prod-canary: ${verdicts(proven)}. Only \`fail\` rolls a deploy back.

### Missed

${missed.length === 0 ? 'None.' : missed.map(({ fault }) => `- ${fault.id} (${fault.severity}): ${fault.title}. ${fault.missedBecause ?? 'No reason is known.'}`).join('\n')}

### Read about later

These were found in relays' issues when all checks stood, and no check was changed for them.

${proven
  .filter(({ fault }) => fault.later)
  .map(
    (each) =>
      `- ${each.fault.id}: ${each.fault.title} (${each.fault.source}): ${isFound(each) ? 'noticed' : 'not noticed'}`,
  )
  .join('\n')}

### Left out

${LEFT_OUT.map(({ id, title, because }) => `- ${id}: ${title}. ${because}`).join('\n')}

### Fault by fault

${table(['fault', 'what is broken', 'severity', 'class', 'injected', ...WATCHES], rows)}
`;
}

/** The part of docs/detection.md about faults on the way to a relay that others wrote. */
export function asPeerSection(peer: string, proven: Proven[]): string {
  const silent = proven.filter((each) => !isFound(each));
  return `## Before ${peer}

Written by \`npm run proof -- --relay=${peer}\`: the ${proven.length} faults that are made on the way and are in the sight of prod-canary,
before a relay that others wrote. prod-canary found ${proven.length - silent.length} of them in the checks that are meant.
${silent.map(({ fault: { id, title }, proof }) => `\n- ${id} (${title}): ${proof.problems.join('; ') || 'silent'}`).join('')}
`;
}
