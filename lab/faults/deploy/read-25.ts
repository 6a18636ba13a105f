import type { Fault } from '../fault.ts';
import { makeScratch } from '../../infrastructure/scratch.ts';

export default {
  id: 'READ-25',
  title: 'The deploy mounts an empty volume',
  class: 'deploy',
  severity: 'blocker',
  source: 'believethehype/nostdress#11',
  tier: 'snapshot',
  meant: { 'prod-canary': ['canary/earlier-message-is-kept', 'nip-29/group-is-closed'] },
  injection: {
    at: 'infrastructure',
    broken: async (relay) => {
      const volume = makeScratch();
      await relay.restart({ file: volume.file('events.jsonl') });
      return { stop: volume.remove };
    },
  },
} satisfies Fault;
