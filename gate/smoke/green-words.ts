import type { WalkRecord, Walks } from '../verdict/records.ts';
import { plain } from '../verdict/tally.ts';
import { walkOf } from '../verdict/walks.ts';
import { isGreen, type Group, type GroupName, type Shown } from './groups.ts';

/** Whether the check of this requirement ran and is green. */
type Has = (id: string) => boolean;

/** What a line says of checks that are green: only what each of them proves. `walks` are those of this run so far. */
export function greenWords({ name, dialect }: Group, checks: Shown[], walks: Walks[]): string {
  const has: Has = (id) => {
    const of = checks.filter((check) => check.id === id);
    return of.length > 0 && of.every(isGreen);
  };
  const own = walks.filter((walk) => dialect === undefined || walk.dialect === dialect);
  const walked = (words: (walk: WalkRecord['walk']) => string): string[] =>
    own.map((walk) => (walks.length > 1 ? `${walk.dialect}: ` : '') + words(walkOf(walk)));
  return WORDS[name](has, walked)
    .filter((words) => words !== '')
    .join('; ');
}

type Words = (has: Has, walked: (words: (walk: WalkRecord['walk']) => string) => string[]) => string[];

const WORDS: Record<GroupName, Words> = {
  ready: (has, walked) => [
    has('canary/relay-answers') ? `the relay answers${has('canary/ready') ? ' and is ready' : ''}` : '',
    ...(has('streams/ready') ? walked(dependencies) : []),
  ],
  relay: (has) => {
    const deeds = said(has, {
      'nip-29/member-message-is-accepted': 'accepted',
      'nip-29/member-message-is-stored': 'stored',
      'nip-29/member-message-is-delivered': 'delivered',
    });
    return [deeds === '' ? 'members log in' : `a member's message is ${deeds}`];
  },
  streams: (has, walked) => walked((walk) => streamWords(has, walk)),
};

const said = (has: Has, words: Record<string, string>): string =>
  Object.entries(words)
    .flatMap(([id, word]) => (has(id) ? [word] : []))
    .join(', ');

function dependencies(walk: WalkRecord['walk']): string {
  const all = walk?.reads?.readiness.report?.dependencies ?? [];
  const named = (isUp: boolean): string[] => all.filter((each) => each.isUp === isUp).map(({ name }) => short(name));
  const [up, down] = [named(true), named(false)];
  return [
    up.length > 0 ? `${up.join(', ')} ${up.length > 1 ? 'are' : 'is'} up` : 'the API says that it is ready',
    ...(down.length > 0 ? [`not up: ${down.join(', ')}`] : []),
  ].join('; ');
}

function streamWords(has: Has, walk: WalkRecord['walk']): string {
  const listed = has('streams/list-is-shown') ? ['listed'] : [];
  if (walk?.writes?.applies !== true) return [...listed, 'only read: no stream is created or settled here'].join('; ');
  const { created, settled } = walk.writes.value;
  const deeds = said(has, {
    'streams/create-makes-a-stream': 'created',
    'streams/start-makes-it-active': 'started',
    'streams/settle-gives-a-hash': 'settled',
  });
  const hash = settled.applies ? settled.value.stream?.hash : undefined;
  const by = deeds.endsWith('settled') && hash !== undefined ? `: ${clipped(hash)}` : '';
  const id = created.stream ? ` (${short(created.stream.id)})` : '';
  return [...listed, `${deeds}${by}${id}`].join('; ');
}

/** Words of the API as a line can hold them. */
const short = (text: string): string => plain(text).replaceAll(/\s+/g, ' ').slice(0, 40);

/** The two ends of a hash, by which people know it. */
const clipped = (hash: string): string =>
  hash.length > 8 ? `${short(hash.slice(0, 4))}…${short(hash.slice(-2))}` : short(hash);
