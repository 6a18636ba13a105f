import { signing } from '../../fixtures/protocol/signing.ts';
import { tagValues, type NostrEvent } from './event/event.ts';
import {
  addressOf,
  DELETE_GROUP,
  GROUP_SNAPSHOTS,
  isEphemeral,
  isGroupSnapshot,
  RELAY_MEMBERS,
} from './event/kinds.ts';
import { matches } from './event/matches.ts';
import { flagsFromTags } from './group/flags.ts';
import { followUps, type OwnEvent } from './group/follow-ups.ts';
import { Groups } from './group/groups.ts';
import { Memberships } from './group/memberships.ts';
import { refuse, type Decision } from './policy/decision.ts';
import { isVisible } from './policy/is-visible.ts';
import { judgeWrite } from './policy/judge-write.ts';
import type { RelayLimits, RelayPolicy } from './policy/options.ts';
import { announcements, memberList } from './roster/announcements.ts';
import { Roster } from './roster/roster.ts';
import type { LiveSubscription, Seams, ShownBy } from './seams.ts';
import type { RelayState } from './state.ts';
import { Deletions } from './store/deletions.ts';
import type { EventLog } from './store/event-log.ts';
import { EventStore } from './store/event-store.ts';
import type { Sharing, SharedLog } from './store/shared-log.ts';

/** How often a snapshot is signed again because of another instance, which comes to its end sooner. */
const STALE_ROUNDS = 5;

/** A socket, as far as live delivery goes. */
export interface Listener {
  subscriptions(): LiveSubscription[];
  send(frame: unknown[]): void;
}

interface RelayParts {
  secretKey: Uint8Array;
  policy: RelayPolicy;
  limits: RelayLimits;
  seams: Seams;
  log: EventLog | undefined;
  /** The same log, where other instances write to it too. */
  shared?: { log: SharedLog; sharing: Sharing } | undefined;
  say: (line: string) => void;
}

/** The relay without its sockets: takes events, keeps them, derives the groups from them and delivers them. */
export class Relay implements RelayState {
  readonly pubkey: string;
  readonly policy: RelayPolicy;
  readonly limits: RelayLimits;
  readonly seams: Seams;
  readonly store = new EventStore();
  readonly deletions = new Deletions();
  readonly memberships = new Memberships();
  readonly groups: Groups;
  readonly roster: Roster;
  readonly listeners = new Set<Listener>();
  readonly say: (line: string) => void;
  readonly #secretKey: Uint8Array;
  readonly #log: EventLog | undefined;
  readonly #shared: RelayParts['shared'];
  readonly #startedAtMs = performance.now();

  constructor(parts: RelayParts) {
    this.#secretKey = parts.secretKey;
    this.#log = parts.log;
    this.#shared = parts.shared;
    this.pubkey = signing().getPublicKey(parts.secretKey);
    this.policy = parts.policy;
    this.limits = parts.limits;
    this.seams = parts.seams;
    this.say = parts.say;
    this.roster = new Roster(parts.policy.relayMembership ? parts.policy.relayMembers : []);
    this.groups = new Groups((event) => parts.seams.groupFlags(event, flagsFromTags(event)));
  }

  readonly now = (): number => this.seams.clock(Math.floor(Date.now() / 1000));

  /** Whole seconds since this instance started, by a clock that nobody sets. */
  get uptimeSeconds(): number {
    return Math.floor((performance.now() - this.#startedAtMs) / 1000);
  }

  /** Reads the log back: the store and the groups, then who is a member. */
  replay(events: NostrEvent[]): void {
    for (const event of this.seams.replay(events)) {
      this.#keepInMemory(event);
      this.groups.apply(event);
    }
    for (const event of this.seams.replayMembership(events)) {
      this.memberships.apply(event);
      this.roster.apply(event);
    }
    if (!this.#shared) this.#renewForeignSnapshots();
    this.#listInitialMembers();
    this.say(`ready: ${this.store.size} events, ${this.groups.living().length} groups`);
  }

  /** Judges an event with a valid id and signature; an accepted one is kept and delivered before this returns. */
  publish(event: NostrEvent, authedPubkeys: readonly string[]): Decision {
    const healthy = judgeWrite(event, authedPubkeys, this);
    const decision = this.seams.writeDecision(healthy, { event, authedPubkeys });
    if (!decision.accepted || decision.reason.startsWith('duplicate:')) return decision;
    try {
      this.#take(event);
    } catch (error) {
      this.say(`error: event ${event.id} could not be stored: ${String(error)}`);
      return refuse('error: the event could not be stored');
    }
    return decision;
  }

  /** Takes over what other instances have written to the shared log since. A log of one's own has nothing new. */
  catchUp(): void {
    this.#shared?.log.follow(this.#takeOver);
  }

  /** Whether an event may be shown on a socket with these authenticated people. */
  shows(event: NostrEvent, authedPubkeys: readonly string[], shownBy: ShownBy): boolean {
    return this.seams.visible(isVisible(event, authedPubkeys, this), { event, authedPubkeys, shownBy });
  }

  #take(event: NostrEvent): void {
    if (!isEphemeral(event.kind)) this.seams.store(event, this.#keep);
    this.groups.apply(event);
    this.memberships.apply(event);
    this.roster.apply(event);
    this.#deliver(event);
    if (event.pubkey === this.pubkey && addressOf(event) !== undefined) return;
    for (const own of [...followUps(event, this), ...announcements(event, this.roster)]) this.#take(this.sign(own));
    if (this.#shared) this.#renewStaleSnapshots(event);
  }

  readonly #keep = (event: NostrEvent): void => {
    this.seams.log(event, (last) => this.#log?.append(last));
    this.#shared?.log.follow(this.#takeOver, event.id);
    this.#keepInMemory(event);
  };

  /** What another instance has accepted was judged there, and what follows from it is in the log already. */
  readonly #takeOver = (event: NostrEvent): void => {
    if (this.#comesTooLate(event)) return;
    this.#keepInMemory(event);
    this.groups.apply(event);
    if (this.#shared?.sharing.membership) {
      this.memberships.apply(event);
      this.roster.apply(event);
    }
    if (this.#shared?.sharing.fanOut) this.#deliver(event);
  };

  /** It was accepted elsewhere before that instance had read what this one has: a copy, a deletion, a newer version. */
  #comesTooLate(event: NostrEvent): boolean {
    const [group = ''] = tagValues(event, isGroupSnapshot(event.kind) ? 'd' : 'h');
    const isOfDeletedGroup = this.groups.get(group)?.isDeleted === true && event.kind !== DELETE_GROUP;
    const isKnown = this.store.get(event.id) !== undefined || this.store.hasBetterVersion(event);
    return isOfDeletedGroup || isKnown || this.deletions.covers(event);
  }

  /** Two instances that change one group in the same second may each have signed a list without the other's change. */
  #renewStaleSnapshots(event: NostrEvent): void {
    for (let round = 0; round < STALE_ROUNDS; round += 1) {
      const stale = followUps(event, this).filter(({ kind }) => isGroupSnapshot(kind));
      if (stale.length === 0) return;
      for (const own of stale) this.#take(this.sign(own));
    }
  }

  #keepInMemory(event: NostrEvent): void {
    this.store.insert(event);
    this.deletions.apply(event, this.store);
    if (event.kind === DELETE_GROUP) this.#dropGroup(event);
  }

  /** Everything in a deleted group goes, but for the 9008 that says so. */
  #dropGroup(deletion: NostrEvent): void {
    const ids = tagValues(deletion, 'h');
    const snapshots = this.store.matching({ kinds: GROUP_SNAPSHOTS, '#d': ids });
    for (const event of [...this.store.matching({ '#h': ids }), ...snapshots])
      if (event.id !== deletion.id) this.store.remove(event.id);
  }

  /**
   * A relay that was given another key signs anew what its former key said about the groups and its members. Not on a
   * shared log: there another key is that of another instance.
   */
  #renewForeignSnapshots(): void {
    const snapshots = this.store.matching({ kinds: [...GROUP_SNAPSHOTS, RELAY_MEMBERS] });
    const foreign = snapshots.filter(({ pubkey }) => pubkey !== this.pubkey);
    for (const { id, kind, tags } of foreign) {
      this.store.remove(id);
      this.#keep(this.sign({ kind, tags }));
    }
  }

  /** The 13534 at start, if somebody is a member whom the stored one does not name. */
  #listInitialMembers(): void {
    const stored = this.store.atAddress(`${RELAY_MEMBERS}:${this.pubkey}:`);
    const listed = stored ? tagValues(stored, 'member') : [];
    if (this.roster.members.some((pubkey) => !listed.includes(pubkey))) this.#keep(this.sign(memberList(this.roster)));
  }

  #deliver(event: NostrEvent): void {
    for (const listener of this.listeners)
      for (const subscription of listener.subscriptions()) {
        if (!subscription.filters.some((filter) => matches(filter, event))) continue;
        if (!this.shows(event, subscription.authedPubkeys, 'live')) continue;
        this.seams.deliver(event, subscription, () => {
          listener.send(['EVENT', subscription.id, event]);
        });
      }
  }

  /** Signs with the relay's key. A new version is dated after the one it replaces, or the lowest id would decide. */
  sign({ kind, tags }: OwnEvent): NostrEvent {
    const previous = this.store.atAddress(`${kind}:${this.pubkey}:${tags.find(([name]) => name === 'd')?.[1] ?? ''}`);
    const created_at = Math.max(this.now(), (previous?.created_at ?? 0) + 1);
    const draft = this.seams.draft({ kind, tags, created_at });
    return JSON.parse(
      JSON.stringify(signing().finalizeEvent({ ...draft, content: '' }, this.#secretKey)),
    ) as NostrEvent;
  }
}
