import type { NostrEvent } from '../../fixtures/protocol/event.ts';
import type { RelayOptions } from '../relay/start.ts';
import type { Seams, UpgradeAnswer } from '../relay/seams.ts';
import { refusingFragments } from '../faults/parts/transport-fragments.ts';
import { isContent, shown } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

type UpgradeRequest = Parameters<Seams['upgrade']>[0];

const refusing = (isRefused: (request: UpgradeRequest) => boolean, status = 400): RelayOptions => ({
  seams: { upgrade: (request, healthy): UpgradeAnswer => (isRefused(request) ? { status } : healthy) },
});

const below = (socket: Seams['socket']): RelayOptions => ({ seams: { socket } });

const ids = (...names: string[]): string[] => names.map((name) => `transport/${name}`);

/** A person may log in so often; who has founded a group is not counted. */
function countingLogins(most: number): Partial<Seams> {
  const logins = new Map<string, number>();
  const founders = new Set<string>();
  return {
    incoming: (frame, next) => {
      const [verb, event] = frame as [string, NostrEvent];
      if (verb === 'EVENT' && event.kind === 9007) founders.add(event.pubkey);
      next(frame);
    },
    authDecision: (healthy, { event: { pubkey } }) => {
      logins.set(pubkey, (logins.get(pubkey) ?? 0) + 1);
      const isTooMany = (logins.get(pubkey) ?? 0) > most && !founders.has(pubkey);
      return isTooMany ? { accepted: false, reason: 'blocked: too many logins' } : healthy;
    },
  };
}

/** Of the events that arrive in one piece only the first is read. */
function readingOne(): Partial<Seams> {
  let isReading = false;
  return {
    incoming: (frame, next) => {
      if (isReading && frame[0] === 'EVENT') return;
      isReading = frame[0] === 'EVENT';
      queueMicrotask(() => (isReading = false));
      next(frame);
    },
  };
}

/** The next message after some connection ended like this is delivered to nobody. */
function deafAfter(isSo: (code: number) => boolean): Partial<Seams> {
  let missed: string | undefined;
  let isDeaf = false;
  return {
    socket: (webSocket) => {
      webSocket.on('close', (code) => (isDeaf ||= isSo(code)));
    },
    store: (event, next) => {
      if (isDeaf && event.kind === 9) [missed, isDeaf] = [event.id, false];
      next(event);
    },
    deliver: (event, _subscription, next) => {
      if (event.id !== missed) next();
    },
  };
}

/** Who came and never said a word keeps a place; the first to find none is turned away. */
function keepingPlaces(most: number): Partial<Seams> {
  let kept = 0;
  return {
    upgrade: (_request, healthy) => {
      if (kept < most) return healthy;
      kept = 0;
      return { status: 503 };
    },
    socket: (webSocket) => {
      let isSilent = true;
      webSocket.on('message', () => (isSilent = false));
      webSocket.on('close', () => (kept += isSilent ? 1 : 0));
    },
  };
}

/** So many connections at once; one more is cut without a word. */
function cuttingFrom(most: number): Partial<Seams> {
  let open = 0;
  return {
    upgrade: (request, healthy) => {
      if (open < most) return healthy;
      request.socket.destroy();
      return 'hang-before';
    },
    socket: (webSocket) => {
      open += 1;
      webSocket.on('close', () => (open -= 1));
    },
  };
}

const HANDSHAKES = ids(
  'any-origin',
  'local-origin',
  'null-origin',
  'subprotocol-is-optional',
  'compression-is-optional',
  'compression-is-agreed',
  'upgrade-in-any-case',
);
const CONVERSATIONS = ids(
  'ping-has-its-pong',
  'ping-needs-no-login',
  'fragments-are-joined',
  'fragment-may-split-a-character',
  'messages-in-one-piece',
  'long-message-comes-through',
  'twelve-at-once',
  'return-at-once',
  'goodbye-is-answered',
  'abrupt-end-harms-nobody',
  'quiet-connection-is-kept',
  'closed-frees-its-place',
  'turned-away-is-told',
);

export const BROKEN: BrokenPromise[] = [
  {
    broken: 'HTTP is answered, and nothing becomes a WebSocket',
    relay: () => refusing(() => true, 503),
    red: ids('upgrade-succeeds'),
    beside: [...HANDSHAKES, ...CONVERSATIONS],
  },
  {
    broken: 'the upgrade is compared to the letter',
    relay: () => refusing(({ headers: { upgrade } }) => upgrade !== 'websocket'),
    red: ids('upgrade-in-any-case'),
  },
  {
    broken: 'only apps without an origin may connect',
    relay: () => refusing(({ headers: { origin } }) => origin !== undefined, 403),
    red: ids('any-origin', 'local-origin', 'null-origin'),
  },
  {
    broken: 'a subprotocol that is not known is refused',
    relay: () => refusing(({ headers }) => headers['sec-websocket-protocol'] !== undefined),
    red: ids('subprotocol-is-optional'),
  },
  {
    broken: 'who offers no compression is refused',
    relay: () => refusing(({ headers }) => headers['sec-websocket-extensions'] === undefined),
    red: ids('compression-is-optional'),
    beside: ids('upgrade-succeeds', 'any-origin', 'local-origin', 'null-origin', 'subprotocol-is-optional').concat(
      ids('upgrade-in-any-case'),
    ),
  },
  {
    broken: 'who offers compression without parameters is refused',
    relay: () => refusing(({ headers }) => headers['sec-websocket-extensions'] === 'permessage-deflate'),
    red: ids('compression-is-agreed'),
  },
  {
    broken: 'pings have no pongs',
    relay: () =>
      below((webSocket) => {
        webSocket.pong = () => undefined;
      }),
    red: ids('ping-has-its-pong', 'ping-needs-no-login'),
  },
  {
    broken: 'fragments end the connection',
    relay: () => below(refusingFragments),
    red: ids('fragments-are-joined', 'fragment-may-split-a-character'),
  },
  {
    broken: 'of messages in one piece the first is read',
    relay: () => ({ seams: readingOne() }),
    red: ids('messages-in-one-piece'),
  },
  {
    broken: 'long messages lose their end',
    relay: () => ({ seams: shown((event) => ({ ...event, content: event.content.slice(0, 1024) })) }),
    red: ids('long-message-comes-through'),
  },
  {
    broken: 'a person may log in four times',
    relay: () => ({ seams: countingLogins(4) }),
    red: ids('twelve-at-once', 'return-at-once'),
    beside: ids('quiet-connection-is-kept'),
  },
  {
    broken: 'a good-bye ends the stream without an answer',
    relay: () =>
      below((webSocket) => {
        webSocket.close = () => {
          webSocket.terminate();
        };
      }),
    red: ids('goodbye-is-answered'),
  },
  {
    broken: 'who is gone without a good-bye leaves others without their next message',
    relay: () => ({ seams: deafAfter((code) => code === 1006) }),
    red: ids('abrupt-end-harms-nobody'),
  },
  {
    broken: 'whoever leaves takes the subscriptions of others along',
    relay: () => {
      let isSpoilt = false;
      return {
        seams: {
          socket: (webSocket) => {
            webSocket.on('close', () => (isSpoilt = true));
          },
          store: (event, next) => {
            if (event.kind === 9007) isSpoilt = false;
            next(event);
          },
          deliver: (event, _subscription, next) => {
            if (!isSpoilt || !isContent(event)) next();
          },
        },
      };
    },
    red: ids('quiet-connection-is-kept'),
    beside: ids('abrupt-end-harms-nobody'),
  },
  {
    broken: 'who left without a word keeps a place',
    relay: () => ({ seams: keepingPlaces(90) }),
    red: ids('closed-frees-its-place'),
  },
  {
    broken: 'the thirty-first connection is cut without a word',
    relay: () => ({ seams: cuttingFrom(30) }),
    red: ids('turned-away-is-told'),
  },
];
