import type { Fault } from '../fault.ts';
import { commandPlace } from '../parts/lifecycle-restart.ts';

const PROGRAM = 'lab/faults/parts/deploy-rollout.ts';

/** A relay says good-bye when it is stopped, and HAProxy hands it on, unless HAProxy is stopped first. */
export default {
  id: 'DEP-01',
  title: 'A roll-out cuts connections without a close frame',
  class: 'deploy',
  severity: 'major',
  source: 'block/buzz#2575',
  tier: 'during-deploy',
  meant: { nightly: ['nightly/restart-says-goodbye'] },
  outOfSight: 'only who is connected while a deploy goes on hears no good-bye',
  injection: {
    at: 'infrastructure',
    healthy: () => Promise.resolve(commandPlace(PROGRAM, 'relay')),
    broken: () => Promise.resolve(commandPlace(PROGRAM, 'balancer')),
  },
} satisfies Fault;
