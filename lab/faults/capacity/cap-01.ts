import type { RelayLimits } from '../../relay/policy/options.ts';
import type { Fault } from '../fault.ts';

const LIMITS: Pick<RelayLimits, 'maxSubscriptions' | 'maxFilters' | 'maxSubidLength'> = {
  maxSubscriptions: 30,
  maxFilters: 20,
  maxSubidLength: 64,
};

export default {
  id: 'CAP-01',
  title: 'Each limit of a request is one lower than the relay information says',
  class: 'capacity',
  severity: 'minor',
  source: 'hoytech/strfry@bc2e89d',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'nip-01/max-subscriptions-is-honoured',
      'nip-01/max-filters-is-honoured',
      'nip-01/subscription-id-of-64',
    ],
  },
  outOfSight: 'a visit stays far below the limits that relays advertise',
  deployment: { relay: { limits: LIMITS } },
  injection: {
    at: 'wire',
    wire: () => ({
      connection: ({ toClient }) => {
        const open = new Set<unknown>();
        return {
          fromClient: (frame, pass) => {
            const [verb, id, ...filters] = frame;
            if (verb === 'CLOSE') open.delete(id);
            const isTooMuch =
              verb === 'REQ' &&
              (String(id).length >= LIMITS.maxSubidLength ||
                filters.length >= LIMITS.maxFilters ||
                new Set([...open, id]).size >= LIMITS.maxSubscriptions);
            if (verb === 'REQ' && !isTooMuch) open.add(id);
            if (isTooMuch) toClient(['CLOSED', id, 'error: too much']);
            else pass(frame);
          },
        };
      },
    }),
  },
} satisfies Fault;
