import { isDeepStrictEqual } from 'node:util';
import { isEventShaped, tagValues, type Filter, type NostrEvent } from '../../fixtures/protocol/event.ts';
import { hasValidSignature } from '../../fixtures/protocol/has-valid-signature.ts';
import type { Ledger } from './front.ts';
import type { Entry } from './line.ts';

/** An event that a visitor sent, and what was told about it on the same connection. */
export interface SentEvent {
  event: NostrEvent;
  line: Entry[];
  verb: 'EVENT' | 'AUTH';
}

/** A request of a visitor, with what was told under its id. */
export interface Request {
  line: Entry[];
  verb: 'REQ' | 'COUNT';
  id: string;
  filters: Filter[];
  shown: NostrEvent[];
  isEnded: boolean;
}

/** What the ledger of a session says, put in order for whoever asks what may be green. */
export class Evidence {
  readonly sent: SentEvent[];
  readonly requests: Request[];
  readonly ledger: Ledger;
  readonly members: string[];
  readonly groups: string[];

  constructor(ledger: Ledger, { members, groups }: { members: string[]; groups: string[] }) {
    this.ledger = ledger;
    this.members = members;
    this.groups = groups;
    this.sent = ledger.lines.flatMap((line) =>
      line.flatMap(({ who, message: [verb, event] }) =>
        who === 'visitor' && (verb === 'EVENT' || verb === 'AUTH') && isEventShaped(event)
          ? [{ event, line, verb }]
          : [],
      ),
    );
    this.requests = ledger.lines.flatMap((line) =>
      line.flatMap(({ who, message: [verb, id, ...filters] }) =>
        who === 'visitor' && (verb === 'REQ' || verb === 'COUNT') && typeof id === 'string'
          ? [{ line, verb, id, filters: filters as Filter[], ...toldUnder(line, id) }]
          : [],
      ),
    );
  }

  isMember({ pubkey }: Pick<NostrEvent, 'pubkey'>): boolean {
    return this.members.includes(pubkey);
  }

  /** Whether somebody sent the login of a member on this connection. */
  isMembersLine(line: Entry[]): boolean {
    return this.sent.some((each) => each.line === line && each.verb === 'AUTH' && this.isMember(each.event));
  }

  isCanaryGroup(group: string): boolean {
    return this.groups.includes(group);
  }

  /** The group messages that one may send: with a right signature, to a canary group or to another. */
  messages({ byMember, toCanaryGroup }: { byMember: boolean; toCanaryGroup: boolean }): SentEvent[] {
    return this.sent.filter(
      ({ event, verb }) =>
        verb === 'EVENT' &&
        event.kind === 9 &&
        this.isMember(event) === byMember &&
        this.isCanaryGroup(tagValues(event, 'h')[0] ?? '') === toCanaryGroup &&
        hasValidSignature(event),
    );
  }
}

function toldUnder(line: Entry[], id: string): Pick<Request, 'shown' | 'isEnded'> {
  const told = line.filter(({ who, message }) => who === 'relay' && message[1] === id).map(({ message }) => message);
  return {
    shown: told.flatMap(([verb, , event]) => (verb === 'EVENT' && isEventShaped(event) ? [event] : [])),
    isEnded: told.some(([verb]) => verb === 'EOSE' || verb === 'CLOSED' || verb === 'COUNT'),
  };
}

/** Whether an OK for this event, with this answer, was told on its own connection. */
export const wasTold = ({ line, event }: SentEvent, accepted: boolean): boolean =>
  line.some(
    ({ who, message: [verb, id, yes] }) => who === 'relay' && verb === 'OK' && id === event.id && yes === accepted,
  );

/** Whether a NOTICE was told on the connection of this event. */
export const wasNoticed = ({ line }: SentEvent): boolean =>
  line.some(({ who, message: [verb] }) => who === 'relay' && verb === 'NOTICE');

/** Whether an event was shown as it was sent, to the letter. */
export const showsUnchanged = ({ shown }: Request, event: NostrEvent): boolean =>
  shown.some((each) => each.id === event.id && isDeepStrictEqual(each, event));
