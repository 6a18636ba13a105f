import { pick, subjectOf } from './attack.ts';
import type { Behind } from './front.ts';
import type { Manner } from './plan.ts';

type Say = (message: unknown[], said?: unknown[]) => void;

/** What each manner answers to a message. */
const ANSWERS: Record<Manner, (said: unknown[], random: () => number) => unknown[][]> = {
  agrees: (said) => answersTo(said, true),
  refuses: (said) => answersTo(said, false),
  echoes: (said) => [said],
  'is mute': () => [],
  babbles: (said, random) => [
    [
      pick(['OK', 'EOSE', 'CLOSED', 'NOTICE', 'COUNT', 'EVENT', 'AUTH'], random),
      pick([subjectOf(said), 'nobody', ''], random),
      pick([true, false, 'words', { count: 1 }, said[1]], random),
    ],
  ],
};

function answersTo(said: unknown[], isAgreed: boolean): unknown[][] {
  const id = subjectOf(said);
  if (said[0] === 'EVENT' || said[0] === 'AUTH') return [['OK', id, isAgreed, isAgreed ? '' : 'blocked: hostile']];
  if (said[0] === 'REQ') return [isAgreed ? ['EOSE', id] : ['CLOSED', id, 'error: hostile']];
  if (said[0] === 'COUNT') return [isAgreed ? ['COUNT', id, { count: 0 }] : ['CLOSED', id, 'error: hostile']];
  return [];
}

/** A relay that keeps nothing and knows nothing. */
export function answerAs(manner: Manner, say: Say, random: () => number): Behind {
  if (manner !== 'is mute') setImmediate(() => say(['AUTH', `challenge-${Math.floor(random() * 1e9)}`]));
  return {
    hear: (said) => {
      for (const answer of ANSWERS[manner](said, random)) say(answer, said);
    },
    leave: () => undefined,
  };
}
