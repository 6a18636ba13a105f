import type { FilterLike } from '../../promises/breaks.ts';
import type { Fault } from '../fault.ts';
import { forEachSocket } from '../parts/read-sockets.ts';

export default {
  id: 'READ-19',
  title: 'A request with the id of an open subscription adds its filter to the old one',
  class: 'read',
  severity: 'minor',
  source: 'verse-pbc/relay_builder@46e03a0',
  tier: 'fast',
  meant: { 'pr-staging': ['nip-01/same-id-replaces'] },
  injection: {
    at: 'relay',
    relay: () => {
      const { socket, speaking } = forEachSocket(() => new Map<unknown, FilterLike[]>());
      return {
        seams: {
          socket,
          incoming: (frame, next) => {
            const [verb, id, ...filters] = frame as [string, string, ...FilterLike[]];
            const open = speaking();
            if (verb === 'CLOSE') open.delete(id);
            if (verb === 'REQ') open.set(id, [...(open.get(id) ?? []), ...filters]);
            next(verb === 'REQ' ? [verb, id, ...(open.get(id) ?? [])] : frame);
          },
        },
      };
    },
  },
} satisfies Fault;
