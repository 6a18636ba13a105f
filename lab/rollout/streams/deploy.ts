import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { freePort } from '../../../fixtures/protocol/free-port.ts';
import { makeScratch } from '../../infrastructure/scratch.ts';
import type { CleanUp } from '../clean-up.ts';
import type { Deployment } from '../deployment.ts';
import { startFront } from '../front.ts';
import { provision } from '../provision.ts';
import { lastWords, startInstance } from '../start-instance.ts';
import { readBooks, withHarm } from './books.ts';
import { copyStore } from './copy-store.ts';
import { startPayer } from './payer.ts';
import { PAYERS, type StreamsScenario } from './scenarios.ts';

/** The user of the gate, who is none of the payers. */
const SYNTHETIC = 'smoke';

/** How an instance is told what is different about v2. */
function changeOf(v2: StreamsScenario['v2']): Record<string, string> {
  if (v2 === 'good') return {};
  return 'settleMs' in v2 ? { 'settle-ms': String(v2.settleMs) } : { ...v2 };
}

/** v1 of a streams API with users, beside a relay with provisioned canary groups that nobody deploys. */
export async function deployStreamsApi({ v2, objectives }: StreamsScenario, cleanUp: CleanUp): Promise<Deployment> {
  const { file, remove } = makeScratch();
  cleanUp.later(remove);
  const [relayPort, ports] = [await freePort(), { v1: await freePort(), v2: await freePort() }];
  const books = { v1: file('v1.sqlite'), v2: file('v2.sqlite') };
  const users = [SYNTHETIC, ...PAYERS].map((name) => ({ name, token: randomBytes(24).toString('hex') }));
  const tokenOf = (name: string): string => users.find((user) => user.name === name)?.token ?? '';
  writeFileSync(file('users.json'), JSON.stringify(users), { mode: 0o600 });
  const start = (version: 'v1' | 'v2', more: Record<string, string> = {}): Promise<void> => {
    const options = { serves: 'streams-api', data: books[version], users: file('users.json'), ...more };
    return startInstance({ port: ports[version], options }, cleanUp);
  };
  const relay = { serves: 'relay', version: 'v1', data: file('events.jsonl') };
  await startInstance({ port: relayPort, options: relay }, cleanUp);
  await start('v1');
  const front = await startFront({ ports, file, leave: 'drain' }, cleanUp);
  const url = `http://${front.host}`;
  const settings = await provision(`ws://127.0.0.1:${relayPort}`, 'staging');
  if (objectives !== undefined) writeFileSync(file('slo.yaml'), objectives);
  return {
    ...{ front, file },
    gate: {
      ...{ project: 'smoke', prefix: 'STAGING' },
      settings: {
        ...settings,
        ...{ STAGING_STREAMS_URL: url, STAGING_STREAMS_DIALECT: 'frontend', STAGING_STREAMS_NETWORK: 'mock' },
        STAGING_STREAMS_TOKEN: tokenOf(SYNTHETIC),
        ...(objectives !== undefined && { STAGING_SLO_FILE: file('slo.yaml') }),
      },
    },
    letIn: () =>
      PAYERS.map((name) => {
        const payer = startPayer({ name, token: tokenOf(name), url, isHasty: name === 'Hasty' });
        cleanUp.later(payer.stop);
        return payer;
      }),
    startV2: async () => {
      await copyStore(books.v1, books.v2);
      return lastWords(start('v2', changeOf(v2)), file(''));
    },
    audit: async (deeds) => {
      const found = await readBooks(Object.values(books));
      return {
        deeds: deeds.map((deed) => withHarm(deed, found)),
        ofGate: [...found.owners.values()].filter((owner) => owner === SYNTHETIC).length,
      };
    },
  };
}
