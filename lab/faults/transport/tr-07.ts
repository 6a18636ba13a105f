import type { Fault } from '../fault.ts';

export default {
  id: 'TR-07',
  title: 'Pings are swallowed on the way',
  class: 'transport',
  severity: 'major',
  source: 'nbd-wtf/nostr-tools#495',
  tier: 'fast',
  meant: { 'pr-staging': ['transport/ping-has-its-pong', 'transport/ping-needs-no-login'] },
  injection: { at: 'wire', wire: () => ({ answersPings: false }) },
} satisfies Fault;
