import { readFileSync } from 'node:fs';
import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { makeScratch } from '../infrastructure/scratch.ts';
import { startRelay } from '../relay/start.ts';
import { runProvision } from '../run/run-provision.ts';

/** What every topology of embedded relays begins with: a log with provisioned canary groups. */
export interface Ground {
  /** The log's text. */
  log: string;
  /** The relay's own key, in hex. */
  key: string;
  members: [SecretKey, SecretKey];
  groups: string[];
  admin: SecretKey;
}

const GROUPS = ['canary', 'canary-private'];

/** The setting that names them. */
export const CANARY_GROUP = 'canary,canary-private:private';

export const hex = (key: SecretKey): string => Buffer.from(key.reveal()).toString('hex');

let ground: Promise<Ground> | undefined;

/** Provisions one relay as an operator would, once in this process: all topologies begin with copies of its log. */
export const layGround = (): Promise<Ground> => (ground ??= provisionOnce());

async function provisionOnce(): Promise<Ground> {
  const { file, remove } = makeScratch();
  const [key, admin] = [SecretKey.generate(), SecretKey.generate()];
  const members: Ground['members'] = [SecretKey.generate(), SecretKey.generate()];
  try {
    const relay = await startRelay({ file: file('events.jsonl'), secretKey: key.reveal() });
    const settings = {
      STAGING_RELAY_URL: relay.url,
      STAGING_CANARY_SECRET_KEY: members.map(hex).join(','),
      STAGING_CANARY_GROUP: CANARY_GROUP,
      STAGING_ADMIN_SECRET_KEY: hex(admin),
    };
    await runProvision(settings, 'staging').finally(() => relay.stop());
    return { log: readFileSync(file('events.jsonl'), 'utf8'), key: hex(key), members, groups: GROUPS, admin };
  } finally {
    await remove();
  }
}
