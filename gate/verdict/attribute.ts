import type { Side, Visit } from '../../fixtures/canary/record.ts';

/** What is known of the visit, or of the walk, in which a check was red. */
export interface Evidence {
  /** Whose words a failure holds. */
  speaker: 'the relay' | 'the API';
  /** What kept the visit or the walk from being judged, and whose it is. */
  problem: string | undefined;
  side: Side | undefined;
  clock: Visit['clock'];
  /** Whether every member's login was accepted. */
  isLoggedIn: boolean;
}

/** Whose a failure is, and why. */
export interface Attribution {
  side: Side;
  because: string;
  relayMessage: string | undefined;
}

/** What a check received, as the matchers put it. */
const RECEIVED = /Received:? (.*)/g;

/** The deployment's words in it: OK false, CLOSED, NOTICE, the reason of a close, or an answer over HTTP. */
const WORDS = /(?:OK false|CLOSED|NOTICE|code \d+|refused with|HTTP \d{3}) ("(?:[^"\\]|\\.)*")/;

/** What a client does about these is to wait or to work, not to roll back (false alarm FA-02). */
const POLICY =
  /^(rate-limited|pow):|^blocked:.*\b(ip|address|bot|tor|vpn|country)\b|^(?!error:).*too many (requests|connections)/i;

/** The same over HTTP: by the status, or by the error's code (StreamPay's rate limits). */
const LIMITED = /^HTTP (?:429 "|\d{3} "rate_limit_exceeded\b)/i;

/** Such words are no relay's: its prefixes mean nothing in them. */
const OVER_HTTP = /^HTTP \d{3} "/;

/** Refusals that no clock explains: they are about who somebody is. */
const ABOUT_PEOPLE = /^(restricted|blocked|auth-required):/;

/** Lays one red attempt at somebody's door, by the words with which it was red and by what is known of the visit. */
export function attribute(message: string, { speaker, problem, side, clock, isLoggedIn }: Evidence): Attribution {
  if (problem !== undefined && side !== undefined)
    return { side, because: lastLine(problem), relayMessage: wordsIn(problem)[0] };
  const received = [...message.matchAll(RECEIVED)].map(([, text = '']) => text);
  const words = received.flatMap((text) => wordsIn(text));
  const told = { relayMessage: words[0] };
  if (received.length > 0 && received.every((text) => LIMITED.test(text)))
    return { side: 'policy', because: `${speaker} limits how often this client may ask`, ...told };
  if (words.length > 0 && words.length === received.length && !received.some((text) => OVER_HTTP.test(text))) {
    if (words.every((text) => POLICY.test(text)))
      return { side: 'policy', because: 'the relay turns this client away, not its members', ...told };
    if (!isLoggedIn && words.every((text) => text.startsWith('auth-required:')))
      return { side: 'policy', because: 'the relay asks for a login that this client was not let in with', ...told };
  }
  const isClock = clock && clock.side !== 'relay' && !words.some((text) => ABOUT_PEOPLE.test(text));
  if (isClock)
    return {
      side: clock.side,
      because: `the relay's clock differs from ours by ${clock.skewSeconds} s, ${clock.side === 'runner' ? 'and ours is off' : 'and nobody here knows which is off (X_CONTROL_URL tells)'}`,
      ...told,
    };
  if (message.includes(STALE)) return { side: 'settings', because: 'the list of known failures is stale', ...told };
  if (!SPEAKS_OF_THE_DEPLOYMENT.test(message))
    return { side: 'runner', because: `the check itself broke off: ${message.split('\n')[0] ?? ''}`, ...told };
  return { side: 'relay', because: 'not as promised', ...told };
}

/** What fixtures/requirements/judge.ts says of a list that is not true any more: the relay is better than it. */
const STALE = 'is listed as a known failure, but';

/** A matcher's failure, or an error that quotes an answer; what says nothing of this kind is an accident on our side. */
const SPEAKS_OF_THE_DEPLOYMENT =
  /received|OK (?:true|false)|CLOSED|NOTICE|no answer for|connection was closed|refused with|HTTP \d{3} "/i;

const wordsIn = (text: string): string[] => {
  const [, quoted] = WORDS.exec(text) ?? [];
  const words = quoted === undefined ? '' : unquote(quoted);
  return words === '' ? [] : [words];
};

const unquote = (quoted: string): string => {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
};

const lastLine = (problem: string): string =>
  (problem.split('\n').at(-1) ?? problem).replace(/^ *→ /, '').replace(/\.$/, '');
