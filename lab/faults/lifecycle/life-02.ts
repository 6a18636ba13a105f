import type { Fault } from '../fault.ts';
import { atRestart } from '../parts/lifecycle-restart.ts';

/** The list of members is loaded in the background, and until it is there nobody is kept out. */
export default {
  id: 'LIFE-02',
  title: 'In the first minute after a restart strangers may write to closed groups',
  class: 'lifecycle',
  severity: 'blocker',
  source: 'corda/corda-runtime-os#4659',
  tier: 'during-deploy',
  meant: { 'prod-canary': ['nip-29/stranger-is-refused'], nightly: ['nightly/restart-keeps-groups'] },
  injection: atRestart('cold-members'),
} satisfies Fault;
