import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { until } from '../../ground/until.ts';
import { ledgerOf } from '../ledger.ts';
import type { History } from '../history.ts';
import { ask } from '../stored/ask.ts';
import { foundLoadGroup } from './found-group.ts';
import { startListener, type Listener } from './listener.ts';
import { startTalker } from './talker.ts';

interface PeopleOptions {
  /** ws://127.0.0.1:PORT of HAProxy. */
  url: string;
  history: History;
  /** Defaults: 4 talkers, each with a message every 100 ms, and 2 listeners. */
  talkers?: number;
  everyMs?: number;
  listeners?: number;
}

export interface People {
  group: string;
  listeners: Listener[];
  /** Ends the talking; resolves when each message has an outcome. Listeners go on. */
  stopTalking: () => Promise<void>;
  /**
   * Waits until every listener was shown every acknowledged message, then asks for those that are missing (noted as `asked`), and
   * lets everybody go. To be called after stopTalking, when the system has healed.
   */
  drain: (withinMs?: number) => Promise<void>;
  /** Lets everybody go at once. */
  leave: () => Promise<void>;
}

const DRAIN_WITHIN_MS = 15_000;

/** Founds a group and fills it with people. Throws where that is not possible. */
export async function startPeople({
  url,
  history,
  talkers = 4,
  everyMs = 100,
  listeners = 2,
}: PeopleOptions): Promise<People> {
  const keys = Array.from({ length: talkers }, () => SecretKey.generate());
  const group = await foundLoadGroup(url, keys);
  const all = { url, group, history };
  const hearing = Array.from({ length: listeners }, (_, index) =>
    startListener({ ...all, name: `listener-${index + 1}` }),
  );
  const talking = keys.map((key, index) => startTalker({ ...all, key, everyMs, name: `talker-${index + 1}` }));
  const stopTalking = async (): Promise<void> => {
    await Promise.all(talking.map(({ stop }) => stop()));
  };
  const missing = ({ ids }: Listener): string[] =>
    [...ledgerOf(history.deeds, 'publish').acknowledged].filter((id) => !ids.has(id));
  const closeAll = (): void => {
    for (const listener of hearing) listener.close();
  };
  return {
    group,
    listeners: hearing,
    stopTalking,
    drain: async (withinMs = DRAIN_WITHIN_MS) => {
      try {
        await until(() => hearing.every((listener) => missing(listener).length === 0), withinMs, 50);
        for (const listener of hearing)
          for (const id of await ask(url, missing(listener)))
            history.hear({ atMs: history.now(), client: listener.name, id, how: 'asked' });
      } finally {
        closeAll();
      }
    },
    leave: async () => {
      closeAll();
      await stopTalking();
    },
  };
}
