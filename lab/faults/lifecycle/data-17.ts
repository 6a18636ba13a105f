import type { Fault } from '../fault.ts';
import { atRestart } from '../parts/lifecycle-restart.ts';

/** OK is said before the queue of writes is empty; the deploy kills the process with what is in the queue. */
export default {
  id: 'DATA-17',
  title: 'The newest messages that were acknowledged are gone after a restart',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'privkeyio/wisp@660a28d',
  tier: 'during-deploy',
  meant: { 'prod-canary': ['canary/earlier-message-is-kept'], nightly: ['nightly/restart-loses-nothing'] },
  injection: atRestart('lost-tail'),
} satisfies Fault;
