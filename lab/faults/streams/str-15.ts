import type { Fault } from '../fault.ts';

export default {
  id: 'STR-15',
  title: 'A settlement that is asked for again under its key pays twice',
  class: 'streams',
  severity: 'blocker',
  source: 'woocommerce/woocommerce-gateway-stripe#2339',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/settle-is-idempotent'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => {
      let isReplay = false;
      return {
        seams: {
          recall: (healthy, { deed }) => {
            isReplay = deed === 'settle' && healthy.as === 'same';
            return isReplay ? { as: 'unknown' } : healthy;
          },
          allowed: (healthy, { change }) => healthy || (change === 'settle' && isReplay),
        },
      };
    },
  },
} satisfies Fault;
