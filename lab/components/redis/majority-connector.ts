import { SentinelConnector, SentinelIterator, type SentinelConnectionOptions } from 'ioredis';
import { ask } from './ask.ts';

type Sentinels = NonNullable<SentinelConnectionOptions['sentinels']>;

/**
 * Asks all Sentinels who is master, and begins with one that says what most say. ioredis takes the word of the first that answers: one
 * that is parted from the others names the old master for as long as the partition lasts, and a client that was told of the failover
 * goes back to the old one.
 */
export class MajorityConnector extends SentinelConnector {
  /** Takes the options of a client, whose type ioredis leaves open. */
  constructor(options: unknown) {
    super(options as SentinelConnectionOptions);
  }

  override async connect(...args: Parameters<SentinelConnector['connect']>): ReturnType<SentinelConnector['connect']> {
    const { sentinels = [], name = '' } = this.options;
    this.sentinelIterator = new SentinelIterator(await byVotes(sentinels, name));
    return super.connect(...args);
  }
}

/** Those first whose answer has most votes. */
async function byVotes(sentinels: Sentinels, name: string): Promise<Sentinels> {
  const answers = await Promise.all(
    sentinels.map(async (sentinel) => {
      const whom = { host: sentinel.host ?? '127.0.0.1', port: sentinel.port ?? 26379 };
      return { sentinel, said: String(await ask(whom, 'SENTINEL', 'get-master-addr-by-name', name).catch(() => '')) };
    }),
  );
  const votes = (said: string): number => (said === '' ? 0 : answers.filter((other) => other.said === said).length);
  return answers.sort((one, other) => votes(other.said) - votes(one.said)).map(({ sentinel }) => sentinel);
}
