import type { Shown } from './groups.ts';
import type { Paint } from './terminal.ts';

/** What is told of a red check at most; the reports have all of it. */
const MOST_LINES = 10;
const MOST_CHARACTERS = 400;
const MOST_CHECKS = 3;

/**
 * What was red: the checks, what was expected and received in the deployment's own words, and where the transcript is: of
 * the last of them, as they share a visit or a walk.
 */
export function redLines(red: Shown[], paint: Paint): string[] {
  const told = red.slice(0, MOST_CHECKS).flatMap((check) => linesOf(check, paint));
  const others = red.slice(MOST_CHECKS).map(({ title }) => lastOf(title));
  const transcripts = red.findLast((check) => check.transcripts !== undefined)?.transcripts;
  return [
    ...told,
    ...(others.length === 0 ? [] : [`      and ${others.length} more: ${others.join('; ')}`]),
    ...(transcripts === undefined ? [] : [`      transcripts  ${transcripts}`]),
  ];
}

const linesOf = ({ id, title, errors }: Shown, paint: Paint): string[] => [
  `      ${paint('bad', lastOf(title))} ${paint('quiet', `(${id})`)}`,
  ...whatWasSaid(errors.at(-1)?.message ?? 'it ended without an error').map((line) => `        ${line}`),
];

const whatWasSaid = (message: string): string[] =>
  message
    .replace(/^Error: /, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^ +at /.test(line))
    .slice(0, MOST_LINES)
    .map((line) => (line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line));

/** A test's own title, without those of what it stands in: by this docs/on-call.md knows it. */
export const lastOf = (title: string): string => title.split(' › ').at(-1) ?? title;
