import type { TestInfo } from '@playwright/test';
import { generateSecretKey } from 'nostr-tools/pure';
import type { RelayOptions, RunningRelay } from '../../../lab/relay/start.ts';
import { startRelay } from '../../../lab/relay/start.ts';
import type { Sharing } from '../../../lab/relay/store/shared-log.ts';

/** Two instances of one relay over one log, and the file. */
interface Instances {
  one: RunningRelay;
  other: RunningRelay;
  file: string;
  /** What the operator was told. */
  said: string[];
}

/** Starts both with one key, the other with its share of `sharing`, and stops them afterwards, whatever happens. */
export async function withInstances(
  testInfo: TestInfo,
  use: (instances: Instances) => Promise<void>,
  sharing: Partial<Sharing> = {},
): Promise<void> {
  const file = testInfo.outputPath('events.jsonl');
  const said: string[] = [];
  const options: RelayOptions = { file, secretKey: generateSecretKey(), log: (line) => said.push(line) };
  const one = await startRelay({ ...options, shared: {} });
  const other = await startRelay({ ...options, shared: sharing });
  try {
    await use({ one, other, file, said });
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
}
