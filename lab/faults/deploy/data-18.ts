import type { Fault } from '../fault.ts';

/** Groups and members were written anew by the release; what people said is in the old encoding. */
export default {
  id: 'DATA-18',
  title: 'A new release skips the messages that an older one stored',
  class: 'deploy',
  severity: 'blocker',
  source: 'fiatjaf/relay29@3561167',
  tier: 'snapshot',
  meant: { 'prod-canary': ['canary/earlier-message-is-kept'] },
  injection: {
    at: 'relay',
    relay: () => ({ seams: { replay: (events) => events.filter(({ kind }) => kind >= 9000) } }),
  },
} satisfies Fault;
