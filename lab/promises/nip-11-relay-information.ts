import type { HttpReply, Seams } from '../relay/seams.ts';
import { answers, without } from './breaks.ts';
import type { BrokenPromise } from './promise.ts';

type Document = Record<string, unknown>;

const named = (...requirements: string[]): string[] => requirements.map((requirement) => `nip-11/${requirement}`);

const row = (broken: string, seams: () => Partial<Seams>, ...red: string[]): BrokenPromise => ({
  broken,
  relay: () => ({ seams: seams() }),
  red: named(...red),
});

/** The relay information says something else. */
const saying = (change: (document: Document) => unknown) => (): Partial<Seams> => ({ relayInformation: change });

const limiting = (limits: Document): (() => Partial<Seams>) =>
  saying((document) => ({ ...document, limitation: { ...(document['limitation'] as Document), ...limits } }));

/** Some requests are answered in another way. */
const replying =
  (
    fits: (method: string, headers: Record<string, unknown>) => boolean,
    change: (reply: HttpReply) => HttpReply | 'cut',
  ) =>
  (): Partial<Seams> => ({
    http: ({ method = '', headers }, healthy) => (fits(method, headers) ? change(healthy) : healthy),
  });

const stripped = ({ headers, ...reply }: HttpReply, beginning: string): HttpReply => ({
  ...reply,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(beginning))),
});

/** Writes that a healthy relay refuses in these words are taken. */
const taking = (words: RegExp): Partial<Seams> => ({
  writeDecision: (healthy) => (words.test(healthy.reason) ? { accepted: true, reason: '' } : healthy),
});

const numbered = (): Partial<Seams> => {
  let times = 0;
  return { relayInformation: (document) => ({ ...document, uptime: (times += 1) }) };
};

const VISIBLE = [9, 40, 42, 45, 50, 70, 77];

const OVER_HTTP: BrokenPromise[] = [
  row(
    'the relay information is served to no page',
    replying(
      () => true,
      (reply) => stripped(reply, 'Access-Control'),
    ),
    ...['web-pages-may-read', 'preflight-lets-in', 'preflight-names-what'],
  ),
  row(
    'a preflight is not understood',
    replying(
      (method) => method === 'OPTIONS',
      (reply) => ({ ...reply, status: 405 }),
    ),
    'preflight-lets-in',
  ),
  row(
    'a preflight names neither methods nor headers',
    replying(
      () => true,
      (reply) => stripped(stripped(reply, 'Access-Control-Allow-M'), 'Access-Control-Allow-H'),
    ),
    'preflight-names-what',
  ),
  row(
    'only the exact type is understood',
    replying(
      (_method, { accept }) => accept !== 'application/nostr+json',
      (reply) => ({ ...reply, body: '<html>' }),
    ),
    ...['accepted-among-others', 'accepted-with-a-weight'],
  ),
  row(
    'the relay information is served as text',
    replying(
      () => true,
      (reply) => ({ ...reply, headers: { ...reply.headers, 'Content-Type': 'text/plain' } }),
    ),
    'content-type-is-json',
  ),
  row(
    'HEAD breaks the connection',
    replying(
      (method) => method === 'HEAD',
      () => 'cut',
    ),
    'head-is-answered',
  ),
  row(
    'a request without a type breaks the connection',
    replying(
      (method, { accept }) => method === 'GET' && accept === undefined,
      () => 'cut',
    ),
    'plain-get-is-answered',
  ),
  row('the relay information is never the same', numbered, 'says-the-same-again'),
  row(
    'web pages may not connect',
    () => ({ upgrade: ({ headers }, healthy) => (headers.origin === undefined ? healthy : { status: 403 }) }),
    'web-pages-may-connect',
  ),
  row(
    'the relay information is huge',
    saying((document) => ({ ...document, tags: 'x'.repeat(70_000) })),
    'is-small',
  ),
];

const FIELDS: BrokenPromise[] = [
  row(
    'pubkey is an npub',
    saying((document) => ({ ...document, pubkey: 'npub1canary' })),
    'pubkey-is-a-key',
  ),
  row(
    'self is upper case',
    saying((document) => ({ ...document, self: 'A'.repeat(64) })),
    'self-is-a-key',
  ),
  row(
    'NIPs are told as text',
    saying((document) => ({ ...document, supported_nips: (document['supported_nips'] as number[]).map(String) })),
    'nips-are-numbers',
  ),
  row(
    'the name is long',
    saying((document) => ({ ...document, name: 'canary '.repeat(6) })),
    'name-is-short',
  ),
  row(
    'software and icon are words, version a number',
    saying((document) => ({ ...document, software: 'custom', icon: 'none', version: 1 })),
    ...['software-is-a-url', 'version-is-a-text', 'links-are-urls'],
  ),
  row('limits were lost', limiting({ max_message_length: 0 }), 'limits-are-positive'),
  row('bounds are negative', limiting({ created_at_upper_limit: -1 }), 'bounds-are-numbers'),
  row('flags are text', limiting({ restricted_writes: 'no' }), 'flags-are-booleans'),
];

const CLAIMS: BrokenPromise[] = [
  row(
    'no NIP is claimed',
    saying((document) => ({ ...document, supported_nips: undefined })),
    ...VISIBLE.map((nip) => `nip-${nip}-is-claimed`),
  ),
  row(
    'deletions are forgotten',
    () => ({
      store: (event, next) => {
        if (event.kind !== 5) next(event);
      },
    }),
    'claim-of-nip-9-holds',
  ),
  row(
    'expired messages are taken and shown',
    () => ({ ...taking(/expired/), visible: () => true }),
    'claim-of-nip-40-holds',
  ),
  row(
    'COUNT is not known',
    () => answers('COUNT', ([, id], send) => send(['CLOSED', id, 'unsupported: COUNT'])),
    'claim-of-nip-45-holds',
  ),
  row('search is not looked at', () => without('search'), 'claim-of-nip-50-holds'),
  row('protected messages are like all others', () => taking(/protected|somebody else/), 'claim-of-nip-70-holds'),
  row(
    'reconciliations are refused',
    () => answers('NEG-MSG', ([, id], send) => send(['NEG-ERR', id, 'blocked: too much'])),
    'claim-of-nip-77-holds',
  ),
  row(
    'strangers cannot log in',
    () => {
      const known = new Set<string>();
      return {
        writeDecision: (healthy, { event }) => {
          for (const [name, value] of event.tags) if (event.kind === 9000 && name === 'p') known.add(value ?? '');
          return healthy;
        },
        authDecision: (healthy, { event: { pubkey } }) => {
          if (known.size === 0) known.add(pubkey);
          return known.has(pubkey) ? healthy : { accepted: false, reason: 'error: no' };
        },
      };
    },
    'claim-of-nip-42-holds',
  ),
  row(
    'who has not logged in may read',
    () => ({ readDecision: () => ({ accepted: true, reason: '' }) }),
    'auth-required-is-kept',
  ),
  row('a login is needed and not told', limiting({ auth_required: false }), 'auth-required-is-said'),
  row('max_limit is lower than what is served', limiting({ max_limit: 2 }), 'max-limit-is-kept'),
  row(
    'the relay information is no JSON object',
    saying(() => ['not an object']),
    'is-a-json-object',
  ),
];

export const BROKEN: BrokenPromise[] = [...OVER_HTTP, ...FIELDS, ...CLAIMS];
