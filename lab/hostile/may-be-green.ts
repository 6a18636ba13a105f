import { tagValues, type NostrEvent } from '../../fixtures/protocol/event.ts';
import { hasValidSignature } from '../../fixtures/protocol/has-valid-signature.ts';
import { showsUnchanged, wasNoticed, wasTold, type Evidence, type SentEvent } from './evidence.ts';

/** The people of a visit who log in: two members and a stranger. */
const PEOPLE = 3;
/** The ways in which a stranger asks for private messages, live and again when they are stored. */
const PRIVATE_READS = 10;

const members = (evidence: Evidence): SentEvent[] => evidence.messages({ byMember: true, toCanaryGroup: true });

const isGenuine = (event: NostrEvent): boolean => hasValidSignature(event);

/** What members sent of this kind, as EVENT. */
const attempts = (evidence: Evidence, kind: number): SentEvent[] =>
  evidence.sent.filter(({ event, verb }) => verb === 'EVENT' && event.kind === kind && evidence.isMember(event));

/** What is shown to its author alone, on the connection that it came by, has reached nobody. */
const isShownToMembers = (evidence: Evidence, sent: SentEvent[]): boolean =>
  evidence.requests.some(
    (request) =>
      evidence.isMembersLine(request.line) &&
      request.shown.some(({ id }) => sent.some(({ event, line }) => event.id === id && line !== request.line)),
  );

/** Whether at least one of these was refused, and no member was shown any. */
const wasKeptOut = (evidence: Evidence, intruders: SentEvent[]): boolean =>
  intruders.some((each) => wasTold(each, false) || wasNoticed(each)) && !isShownToMembers(evidence, intruders);

const metadata = (evidence: Evidence, group: string): NostrEvent[] =>
  evidence.requests
    .flatMap(({ shown }) => shown)
    .filter((event) => event.kind === 39000 && tagValues(event, 'd')[0] === group && isGenuine(event));

const isShownToOthers = (evidence: Evidence, { event, line }: SentEvent): boolean =>
  evidence.requests.some(
    (request) =>
      request.line !== line &&
      evidence.isMembersLine(request.line) &&
      request.filters.some((filter) => filter.ids === undefined && filter['#h'] !== undefined) &&
      showsUnchanged(request, event),
  );

const wasServed = (evidence: Evidence, path: string): boolean =>
  (evidence.ledger.served[path] ?? []).some(({ status }) => status === 200);

function isServedWithCors({ ledger }: Evidence): boolean {
  return (ledger.served['/'] ?? []).some(({ status, headers, body }) => {
    const origin = headers['access-control-allow-origin'] ?? '';
    return status === 200 && (origin === '*' || origin.startsWith('https:')) && /^\s*\{/.test(body) && isJson(body);
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * For each requirement of the canary what has to have crossed the wire before its check may be green: read off the
 * ledger of the hostile relay, not off the suite. Each is necessary, none pretends to be enough. `green` are the
 * requirements whose checks were green.
 */
export const MAY_BE_GREEN: Record<string, (evidence: Evidence, green: ReadonlySet<string>) => boolean> = {
  'canary/relay-answers': ({ ledger }) => ledger.lines.length > 0,

  'canary/ready': (evidence) => wasServed(evidence, '/health'),

  'nip-11/served-with-cors': isServedWithCors,

  'nip-42/challenge-is-sent': ({ ledger }) => {
    const heard = ledger.lines.map((line) =>
      line.flatMap(({ who, message: [verb, challenge] }) =>
        who === 'relay' && verb === 'AUTH' && typeof challenge === 'string' ? [challenge] : [],
      ),
    );
    return heard.filter((challenges) => challenges.length > 0).length >= PEOPLE && new Set(heard.flat()).size >= PEOPLE;
  },

  'nip-42/auth-is-answered-with-ok': ({ sent }) =>
    new Set(sent.filter((each) => each.verb === 'AUTH' && wasTold(each, true)).map(({ event }) => event.pubkey)).size >=
    PEOPLE,

  'nip-42/wrong-auth-is-refused': ({ sent }) =>
    sent.filter((each) => each.verb === 'AUTH' && wasTold(each, false)).length >= 3,

  'nip-29/member-message-is-accepted': (evidence) =>
    evidence.groups.every((group) =>
      evidence.members.every((pubkey) =>
        members(evidence).some(
          (each) => each.event.pubkey === pubkey && tagValues(each.event, 'h')[0] === group && wasTold(each, true),
        ),
      ),
    ),

  'nip-29/member-message-is-stored': (evidence) =>
    evidence.requests.some((request) => {
      const asked = request.filters.flatMap(({ ids = [] }) => ids);
      const wanted = members(evidence).filter(({ event }) => asked.includes(event.id));
      return (
        request.isEnded &&
        evidence.isMembersLine(request.line) &&
        wanted.length > 0 &&
        wanted.every(({ event }) => showsUnchanged(request, event))
      );
    }),

  'nip-29/member-message-is-delivered': (evidence, green) => {
    const accepted = members(evidence).filter((each) => wasTold(each, true));
    const isToOthers = (each: SentEvent): boolean => isShownToOthers(evidence, each);
    return green.has('nip-29/member-message-is-accepted') ? accepted.every(isToOthers) : accepted.some(isToOthers);
  },

  'canary/earlier-message-is-kept': (evidence) =>
    evidence.groups.every((group) =>
      evidence.requests.some(
        ({ filters, shown, isEnded }) =>
          isEnded &&
          filters.some((filter) => filter['#h']?.includes(group) === true && filter.authors !== undefined) &&
          shown.some(
            (event) =>
              event.kind === 9 && evidence.isMember(event) && tagValues(event, 'h').includes(group) && isGenuine(event),
          ),
      ),
    ),

  'nip-09/deletion-is-answered': ({ sent }) =>
    sent
      .filter(({ event, verb }) => verb === 'EVENT' && event.kind === 5)
      .some((each) => wasTold(each, true) || wasTold(each, false) || wasNoticed(each)),

  'nip-29/group-is-closed': (evidence) =>
    evidence.groups.every((group) =>
      metadata(evidence, group).some(({ tags }) => tags.some(([name]) => name === 'closed' || name === 'restricted')),
    ),

  'nip-29/private-flag-is-kept': (evidence) =>
    metadata(evidence, 'canary-private').some(({ tags }) => tags.some(([name]) => name === 'private')),

  'nip-29/stranger-is-refused': (evidence) =>
    wasKeptOut(evidence, evidence.messages({ byMember: false, toCanaryGroup: true })),

  'nip-29/unknown-group-is-refused': (evidence) =>
    wasKeptOut(evidence, evidence.messages({ byMember: true, toCanaryGroup: false })),

  'canary/members-do-not-moderate': (evidence) => wasKeptOut(evidence, attempts(evidence, 9001)),

  'canary/metadata-is-the-relays': (evidence) => wasKeptOut(evidence, attempts(evidence, 39000)),

  'canary/forged-message-is-kept-out': (evidence) =>
    !isShownToMembers(
      evidence,
      attempts(evidence, 9).filter(({ event }) => !hasValidSignature(event)),
    ),

  'canary/private-is-not-counted': ({ requests }) => requests.some(({ verb, isEnded }) => verb === 'COUNT' && isEnded),

  'nip-29/private-is-unseen': (evidence) => {
    const secrets = new Set(
      members(evidence)
        .filter(({ event }) => tagValues(event, 'h')[0] === 'canary-private')
        .map(({ event }) => event.id),
    );
    const theirs = evidence.requests.filter(({ line, verb }) => verb === 'REQ' && !evidence.isMembersLine(line));
    return (
      theirs.filter(({ isEnded }) => isEnded).length >= PRIVATE_READS &&
      !theirs.some(({ shown }) => shown.some(({ id }) => secrets.has(id)))
    );
  },
};
