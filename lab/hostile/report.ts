import type { Session } from './session.ts';

/** What the attacks of one family came to. */
interface Row {
  family: string;
  /** Sessions in whose plan the family stands, and those in which it struck. */
  sessions: number;
  triggered: number;
  /** Of those in which it struck. */
  red: number;
  stopped: number;
  green: number;
  slowestSeconds: number;
  peakMegabytes: number;
}

/** How a session ended: `stopped` is one red check that says why the others did not run. */
type End = 'red' | 'stopped' | 'green';

export function endOf({ verdicts }: Session): End {
  const outcomes = Object.values(verdicts);
  if (outcomes.includes('did not run')) return 'stopped';
  return outcomes.includes('red') || outcomes.length === 0 ? 'red' : 'green';
}

const familyOf = (attack: string): string => attack.split('/')[0] ?? '';

function rowOf(family: string, sessions: Session[]): Row {
  const planned = sessions.filter(({ plan }) => plan.attacks.some(({ attack }) => familyOf(attack) === family));
  const hit = planned.filter(({ plan, struck }) =>
    plan.attacks.some(({ attack }, index) => familyOf(attack) === family && (struck[index] ?? 0) > 0),
  );
  const ending = (end: End): number => hit.filter((session) => endOf(session) === end).length;
  return {
    ...{ family, sessions: planned.length, triggered: hit.length },
    ...{ red: ending('red'), stopped: ending('stopped'), green: ending('green') },
    slowestSeconds: Math.max(0, ...hit.map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(0, ...hit.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

/** One row for each family of attacks. */
export function summarise(sessions: Session[]): Row[] {
  const families = new Set(sessions.flatMap(({ plan }) => plan.attacks.map(({ attack }) => familyOf(attack))));
  return [...families].toSorted().map((family) => rowOf(family, sessions));
}

const HEAD = ['attack', 'sessions', 'triggered', 'red', 'did not run', 'green, as allowed', 'slowest', 'peak memory'];

const cells = (row: Row): string[] => [
  row.family,
  ...[row.sessions, row.triggered, row.red, row.stopped, row.green].map(String),
  `${row.slowestSeconds.toFixed(1)} s`,
  `${row.peakMegabytes.toFixed(0)} MB`,
];

export function asText(sessions: Session[]): string {
  const rows = [HEAD, ...summarise(sessions).map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

/** The section of docs/detection.md. */
export function asMarkdown(sessions: Session[], samples: Session[], seconds: number): string {
  const problems = [...sessions, ...samples].filter((each) => each.problems.length > 0);
  const peak = Math.max(...sessions.map(({ peakMegabytes }) => peakMegabytes));
  const slowest = Math.max(...sessions.map((each) => each.seconds));
  const green = sessions.filter((session) => endOf(session) === 'green').length;
  return `${sessions.length} sessions with generated misbehaviour in ${Math.round(seconds)} s, ${samples.length} more with the real
command. Half of the relays are healthy but for one thing, half are wholly hostile. ${problems.length} gave a wrong green, no
verdict, a secret or an exception that nobody caught. The slowest verdict took ${slowest.toFixed(1)} s of 10, the process that visits held
at most ${peak.toFixed(0)} MB. ${green} sessions were green: there the ledger of the hostile relay shows that everything was seen.
Repeat one with \`npm run hostile -- --seed=N\`.

| ${HEAD.join(' | ')} |
|---|${HEAD.slice(1)
    .map(() => '--:|')
    .join('')}
${summarise(sessions)
  .map((row) => `| ${cells(row).join(' | ')} |`)
  .join('\n')}
`;
}

/** One session for people. */
export function asLine(session: Session, count: string): string {
  const { seed, plan, struck, verdicts, seconds, peakMegabytes, problems } = session;
  const attacks = plan.attacks.map(({ attack }, index) => `${attack} × ${struck[index] ?? 0}`).join(', ');
  const red = Object.values(verdicts).filter((outcome) => outcome === 'red').length;
  const numbers = `${seconds.toFixed(1)} s, ${peakMegabytes.toFixed(0)} MB`;
  return [
    `${count} ${problems.length === 0 ? 'as it has to be' : 'WRONG'}: seed ${seed} (${plan.manner}) ${attacks} → ${endOf(session)}, ${red} red (${numbers})`,
    ...problems.map((problem) => `    ${problem.slice(0, 1500).replaceAll('\n', '\n      ')}`),
  ].join('\n');
}
