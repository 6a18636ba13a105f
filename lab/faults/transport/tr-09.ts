import type { Fault } from '../fault.ts';
import { refusingFragments } from '../parts/transport-fragments.ts';

export default {
  id: 'TR-09',
  title: 'Messages in several fragments end the connection',
  class: 'transport',
  severity: 'minor',
  source: 'rnostr/rnostr@e6a2e68',
  tier: 'fast',
  meant: { 'pr-staging': ['transport/fragments-are-joined', 'transport/fragment-may-split-a-character'] },
  injection: { at: 'relay', relay: () => ({ seams: { socket: refusingFragments } }) },
} satisfies Fault;
