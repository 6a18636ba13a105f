import type { Fault } from '../fault.ts';
import { startRelayProcess } from '../../infrastructure/relay-process.ts';
import { makeScratch } from '../../infrastructure/scratch.ts';
import { runProvision } from '../../run/run-provision.ts';

/** For real: a relay of its own that is started again with no byte left to write. The limit is that of the process. */
export default {
  id: 'PUB-18',
  title: 'The disk is full: everything can be read and nothing written',
  class: 'deploy',
  severity: 'blocker',
  source: 'scsibug/nostr-rs-relay#180',
  tier: 'fast',
  meant: { 'prod-canary': ['nip-29/member-message-is-accepted'] },
  injection: {
    at: 'infrastructure',
    broken: async ({ settings }) => {
      const scratch = makeScratch();
      const data = scratch.file('events.jsonl');
      const roomy = await startRelayProcess(data);
      await runProvision({ ...settings, PROD_RELAY_URL: roomy.url }, 'prod');
      await roomy.stop();
      const { url, stop } = await startRelayProcess(data, 'ulimit -f 0');
      return { url, stop: () => stop().finally(scratch.remove) };
    },
  },
} satisfies Fault;
