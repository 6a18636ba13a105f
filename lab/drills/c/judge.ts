import { feltAfter } from '../../load/gaps.ts';
import { audit, ledgerOf } from '../../load/ledger.ts';
import { storedMarkers } from '../../load/stored/by-api.ts';
import type { Struck } from '../blow.ts';
import type { Finding } from '../drill.ts';
import { within } from '../oracles.ts';
import type { SystemStand } from '../system-stand.ts';

const LONGEST_SILENCE_MS = 30_000;

/** Each listener is shown new messages as they come, during the fault too, by whichever way instances tell each other. */
export function goesOnLive({ history, people }: SystemStand, { struckAtMs }: Struck): Finding {
  const endMs = Math.max(...history.deeds.filter(({ op }) => op === 'publish').map(({ atMs }) => atMs));
  const silences = people().listeners.map(({ name }) => {
    const times = history.heard
      .filter(({ client, how, atMs }) => client === name && how === 'live' && atMs >= struckAtMs)
      .map(({ atMs }) => atMs);
    return Math.max(...[...times, endMs].map((atMs, index) => atMs - (times[index - 1] ?? struckAtMs)));
  });
  return within('live delivery goes on', Math.max(...silences), LONGEST_SILENCE_MS);
}

/** Markers are taken again in time, and those that were acknowledged are there. */
export async function judgeMarkers(
  { system, history }: SystemStand,
  { struckAtMs }: Struck,
  backWithinMs: number,
): Promise<[Finding, Finding]> {
  const ledger = ledgerOf(history.deeds, 'put-marker');
  const { backMs } = feltAfter(
    history.deeds.filter(({ op }) => op === 'put-marker'),
    struckAtMs,
  );
  const stored = await storedMarkers(system, [...ledger.acknowledged]);
  const { verdict, reasons, lost } = audit(ledger, { stored });
  return [
    within('markers are taken again, and none fails any more', backMs, backWithinMs),
    {
      oracle: 'every acknowledged marker is stored',
      outcome: verdict,
      words: reasons.join('; ') || `all ${ledger.acknowledged.size} are there, ${ledger.ambiguous.size} are ambiguous`,
      measured: { value: lost.length, budget: 0, unit: 'requests' },
    },
  ];
}
