import { seededRandom } from '../random.ts';
import { pick, type Attack, type Strength } from './attack.ts';
import { FAMILIES } from './attacks/all.ts';

/** When an attack strikes. */
export type Moment =
  | { at: 'upgrade' }
  | { at: 'http' }
  /** After so many frames to one visitor, beside what else is said. */
  | { at: 'frame'; after: number }
  /** When a visitor says this verb, before or in the place of the relay's answer. */
  | { at: 'said'; verb: string; instead: boolean }
  /** When the relay answers with this verb, in the place of the answer. */
  | { at: 'answer'; verb: string };

export interface PlannedAttack {
  attack: string;
  moment: Moment;
  strength: Strength;
  /** On each connection, or on that with this number, in the order they came. */
  line: 'each' | number;
  times: 'once' | 'always';
}

/** How a relay answers that has no healthy one behind it. */
export type Manner = 'agrees' | 'refuses' | 'echoes' | 'is mute' | 'babbles';

/** One session. A wholly hostile one has no healthy relay behind it, but a manner. */
export interface Plan {
  seed: number;
  manner: 'healthy but for one thing' | Manner;
  /** Whether permessage-deflate is agreed to. */
  compresses: boolean;
  attacks: PlannedAttack[];
}

const SAID = ['AUTH', 'REQ', 'EVENT', 'COUNT', 'CLOSE'];
const ANSWERS = ['AUTH', 'OK', 'EVENT', 'EOSE', 'CLOSED', 'COUNT'];
/** Verbs that come often are struck at often. */
const WEIGHTED_SAID = [...SAID, 'AUTH', 'REQ', 'REQ', 'EVENT', 'EVENT'];
const WEIGHTED_ANSWERS = [...ANSWERS, 'OK', 'OK', 'EVENT', 'EVENT', 'EVENT', 'EOSE', 'EOSE'];
const MANNERS: Manner[] = ['agrees', 'refuses', 'echoes', 'is mute', 'babbles'];

/** What the relay will do to its visitors in this session: the same for the same seed. */
export function planSession(seed: number): Plan {
  const random = seededRandom(seed);
  const compresses = random() < 0.5;
  if (seed % 2 === 0) {
    const attacks = [planAttack(random)];
    return { seed, manner: 'healthy but for one thing', compresses, attacks };
  }
  const manner = pick(MANNERS, random);
  const count = 2 + Math.floor(random() * 5);
  return { seed, manner, compresses, attacks: Array.from({ length: count }, () => planAttack(random)) };
}

function planAttack(random: () => number): PlannedAttack {
  const attack = pick(pick(FAMILIES, random), random);
  const moment = momentOf(attack, random);
  return {
    attack: attack.name,
    moment,
    strength: pick([1, 2, 3] as const, random),
    line: random() < 0.6 ? 'each' : Math.floor(random() * 5),
    times: random() < 0.6 ? 'always' : 'once',
  };
}

/** Frames that name the wrong thing take the place of right ones; everything else may come at any moment. */
function momentOf({ on, name }: Attack, random: () => number): Moment {
  if (on !== 'frames') return { at: on };
  if (name === 'ids/of-another-event' || name === 'lies/yes-is-no') return { at: 'answer', verb: 'OK' };
  if (name.startsWith('ids/event-') || name === 'lies/tells-everybody') return { at: 'answer', verb: 'EVENT' };
  if (name.startsWith('ids/')) return { at: 'answer', verb: pick(['OK', 'EVENT', 'EOSE', 'CLOSED'], random) };
  const dice = random();
  if (dice < 0.2) return { at: 'frame', after: Math.floor(random() * 15) };
  if (dice < 0.55) return { at: 'said', verb: pick(WEIGHTED_SAID, random), instead: random() < 0.5 };
  return { at: 'answer', verb: pick(WEIGHTED_ANSWERS, random) };
}

/** The plan for people. */
export const describePlan = ({ seed, manner, compresses, attacks }: Plan): string =>
  [
    `seed ${seed}: a relay that is ${manner === 'healthy but for one thing' ? manner : `wholly hostile and ${manner}`}${compresses ? ', with compression' : ''}`,
    ...attacks.map(
      ({ attack, moment, strength, line, times }) =>
        `  ${attack}, strength ${strength}, ${times}, on ${line === 'each' ? 'each connection' : `connection ${line}`}, ${describeMoment(moment)}`,
    ),
  ].join('\n');

function describeMoment(moment: Moment): string {
  switch (moment.at) {
    case 'upgrade':
      return 'on the upgrade';
    case 'http':
      return 'on a plain HTTP request';
    case 'frame':
      return `after ${moment.after} frames`;
    case 'said':
      return `when ${moment.verb} is said, ${moment.instead ? 'instead of' : 'before'} the answer`;
    case 'answer':
      return `in the place of the relay's ${moment.verb}`;
  }
}

/** Whether a healthy relay stands behind the hostile front. */
export const isHealthyBehind = ({ manner }: Plan): boolean => manner === 'healthy but for one thing';
