import type { How } from '../deed.ts';
import type { History } from '../history.ts';
import { openLine } from './line.ts';

export interface ListenerOptions {
  name: string;
  url: string;
  group: string;
  history: History;
}

export interface Listener {
  name: string;
  /** Everything that she was shown. */
  ids: ReadonlySet<string>;
  /** Milliseconds since the session began at which her connection was lost, each time. */
  lostAtMs: number[];
  close: () => void;
}

const LIVE = 'group';
const OLDER = 'older';

/** A message may be committed so long after its author dated it. */
const SLACK_SECONDS = 10;
const AT_MOST = 1_000;

/** Listens to a group, and after each lost connection asks for what came since. Both are noted, each event once per way. */
export function startListener({ name, url, group, history }: ListenerOptions): Listener {
  const [ids, lostAtMs] = [new Set<string>(), [] as number[]];
  let since = Math.floor(Date.now() / 1000) - SLACK_SECONDS;
  let [isCatchingUp, from] = [true, since];
  let page: number[] = [];
  const hear = (id: string, how: How): void => {
    if (how === 'fetched' && ids.has(id)) return;
    ids.add(id);
    history.hear({ atMs: history.now(), client: name, id, how });
  };
  const askForOlder = (until: number): void =>
    void line.send(['REQ', OLDER, { kinds: [9], '#h': [group], since: from, until, limit: AT_MOST }]);
  const line = openLine({
    url,
    onOpen: () => {
      [isCatchingUp, page, from] = [true, [], since];
      line.send(['REQ', LIVE, { kinds: [9], '#h': [group], since, limit: AT_MOST }]);
    },
    onFrame: ([verb, subscription, event]) => {
      if (verb === 'EOSE') {
        if (subscription === LIVE) isCatchingUp = false;
        const oldest = Math.min(...page);
        if (page.length >= AT_MOST) askForOlder(oldest);
        page = [];
      }
      if (verb !== 'EVENT') return;
      const { id, created_at } = event as { id: string; created_at: number };
      const isFetched = isCatchingUp || subscription === OLDER;
      if (isFetched) page.push(created_at);
      since = Math.max(since, created_at - SLACK_SECONDS);
      hear(id, isFetched ? 'fetched' : 'live');
    },
    onLost: () => void lostAtMs.push(history.now()),
  });
  return { name, ids, lostAtMs, close: line.close };
}
