import { DEFAULT_LIMITS, DEFAULT_POLICY } from '../../relay/policy/options.ts';
import { Relay } from '../../relay/relay.ts';
import { HEALTHY_SEAMS } from '../../relay/seams.ts';
import { openSharedLog } from '../../relay/store/shared-log.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Say } from '../say.ts';
import type { OpenRelay } from './on-table.ts';

interface OnFile {
  /** All instances append to it. */
  file: string;
  secretKey: Uint8Array;
  say: Say;
  onCommitted: (events: NostrEvent[]) => void;
}

/** Without Postgres: a file is what the instances share, and what was written to it counts as committed. */
export function openRelayOnFile({ file, secretKey, say, onCommitted }: OnFile): OpenRelay {
  const print = (line: string): void => say('INFO', 'relay', line);
  const { log, events } = openSharedLog(file, print);
  const relay = new Relay({
    ...{ secretKey, policy: DEFAULT_POLICY, limits: DEFAULT_LIMITS, log, say: print },
    shared: { log, sharing: { fanOut: true, membership: true } },
    seams: {
      ...HEALTHY_SEAMS,
      log: (event, append) => {
        append(event);
        onCommitted([event]);
      },
    },
  });
  relay.replay(events);
  log.onAppend(() => relay.catchUp());
  const follow = (): Promise<void> => {
    relay.catchUp();
    return Promise.resolve();
  };
  return { relay, follow, close: log.close };
}
