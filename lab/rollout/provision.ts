import { SecretKey } from '../../fixtures/protocol/secret-key.ts';
import { runProvision } from '../run/run-provision.ts';

const hex = (key: SecretKey): string => Buffer.from(key.reveal()).toString('hex');

/** Provisions the canary groups as an operator would. The admin's key is not among the settings that are given. */
export async function provision(url: string, target: 'prod' | 'staging'): Promise<Record<string, string>> {
  const prefix = target.toUpperCase();
  const settings = {
    [`${prefix}_RELAY_URL`]: url,
    [`${prefix}_CANARY_SECRET_KEY`]: [SecretKey.generate(), SecretKey.generate()].map(hex).join(','),
    [`${prefix}_CANARY_GROUP`]: 'canary,canary-private:private',
  };
  await runProvision({ ...settings, [`${prefix}_ADMIN_SECRET_KEY`]: hex(SecretKey.generate()) }, target);
  return settings;
}
