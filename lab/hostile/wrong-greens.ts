import { Evidence } from './evidence.ts';
import type { Ledger } from './front.ts';
import type { Verdicts } from './judge.ts';
import { MAY_BE_GREEN } from './may-be-green.ts';
import { isHealthyBehind, type Plan } from './plan.ts';

const GROUPS = ['canary', 'canary-private'];

/** Checks that are green although what they claim cannot have been seen. */
export function wrongGreens(plan: Plan, ledger: Ledger, verdicts: Verdicts, members: string[]): string[] {
  const green = new Set(Object.keys(verdicts).filter((requirement) => verdicts[requirement] === 'green'));
  const evidence = new Evidence(ledger, { members, groups: GROUPS });
  const wrong = [...green].filter((requirement) => MAY_BE_GREEN[requirement]?.(evidence, green) === false);
  const isRed = Object.values(verdicts).includes('red');
  return [
    ...wrong.map((requirement) => `${requirement} is green, and cannot be`),
    ...ruledOut(plan, ledger)
      .filter((requirement) => green.has(requirement))
      .map((requirement) => `${requirement} is green, against the plan`),
    ...(!isHealthyBehind(plan) && !isRed ? ['nothing is red with a wholly hostile relay'] : []),
  ];
}

/** What cannot hold while no answer of this verb arrives unharmed. */
const WITHOUT: Record<string, string[]> = {
  OK: ['nip-42/auth-is-answered-with-ok', 'nip-29/member-message-is-accepted', 'nip-29/member-message-is-stored'],
  EVENT: ['nip-29/member-message-is-stored', 'nip-29/member-message-is-delivered', 'nip-29/group-is-closed'],
  EOSE: ['nip-29/member-message-is-stored', 'nip-29/private-is-unseen', 'canary/earlier-message-is-kept'],
};

/** Blows that never leave the answer whole that they strike at. */
const SPOILS = /^(closing|ids|json\/broken|timing\/(silence|stall)|framing\/(reserved|masked|stray))/;

/** The second opinion: what the plan alone rules out, wherever its attack was on for everybody and all the time. */
function ruledOut(plan: Plan, { struck }: Ledger): string[] {
  if (!isHealthyBehind(plan)) return [];
  return plan.attacks.flatMap(({ attack, moment, line, times }, index) => {
    const isOn = (struck[index] ?? 0) > 0 && line === 'each' && times === 'always';
    if (!isOn) return [];
    if (moment.at === 'upgrade' && attack !== 'upgrade/drips')
      return Object.keys(MAY_BE_GREEN).filter((id) => id !== 'nip-11/served-with-cors' && id !== 'canary/ready');
    return moment.at === 'answer' && SPOILS.test(attack) ? (WITHOUT[moment.verb] ?? []) : [];
  });
}
