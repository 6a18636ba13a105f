import type { Fault } from '../fault.ts';

export default {
  id: 'STR-28',
  title: 'Start answers 200 and starts nothing',
  class: 'streams',
  severity: 'blocker',
  source: 'StreamPay frontend: two routes on two copies of one Map',
  tier: 'fast',
  meant: { 'pr-staging': ['streams/start-makes-it-active', 'streams/state-agrees-with-answers'] },
  outOfSight: 'prod-canary only reads from a streams API',
  injection: {
    at: 'streams',
    dialect: 'frontend',
    streams: () => ({
      seams: {
        keep: (stream, next) => {
          if (stream.status !== 'active') next(stream);
        },
        response: (healthy, { path }) => {
          const { data } = (healthy.body ?? {}) as { data?: object };
          const isStart = path.endsWith('/start') && data !== undefined;
          return isStart ? { ...healthy, body: { data: { ...data, status: 'draft' } } } : healthy;
        },
      },
    }),
  },
} satisfies Fault;
