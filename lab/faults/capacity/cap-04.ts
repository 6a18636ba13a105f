import type { FilterLike } from '../../promises/breaks.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Fault } from '../fault.ts';

/** A hundred thousand messages took seconds in the field; here a hundred do. */
const MESSAGE_MS = 120;

export default {
  id: 'CAP-04',
  title: 'Reading a group takes longer with every message in it: the index by group is gone',
  class: 'capacity',
  severity: 'major',
  source: 'field incident',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/history-comes-whole'] },
  outOfSight: 'canary groups hold a handful of messages, and others are not for a canary to read',
  injection: {
    at: 'relay',
    relay: () => {
      const messages = new Map<string, number>();
      const groupsOf = ({ tags }: NostrEvent): string[] =>
        tags.filter(([name]) => name === 'h').map(([, group = '']) => group);
      const count = (groups: unknown): number =>
        (Array.isArray(groups) ? (groups as string[]) : []).reduce((sum, group) => sum + (messages.get(group) ?? 0), 0);
      return {
        seams: {
          store: (event, next) => {
            for (const group of groupsOf(event)) messages.set(group, (messages.get(group) ?? 0) + 1);
            next(event);
          },
          incoming: (frame, next) => {
            const [verb, , ...filters] = frame as [string, string, ...FilterLike[]];
            const scanned = verb === 'REQ' ? filters.reduce((sum, filter) => sum + count(filter['#h']), 0) : 0;
            if (scanned === 0) next(frame);
            else setTimeout(() => next(frame), scanned * MESSAGE_MS);
          },
        },
      };
    },
  },
} satisfies Fault;
