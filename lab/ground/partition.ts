import type { Ground } from './ground.ts';
import { wholeName } from './ours.ts';
import { findProgram } from './program.ts';
import { inNamespace, takeBack, tool } from './undo.ts';
import { until } from './until.ts';

/** Two groups of addresses between which nothing passes. */
export interface Partition {
  /** Packets that were dropped so far, by the kernel's count. */
  dropped: () => Promise<number>;
  /** Resolves with the count as soon as a packet was dropped: the proof that it happened. Throws where none is in time. */
  proven: (withinMs?: number) => Promise<number>;
  heal: () => Promise<void>;
}

let count = 0;

/**
 * Drops what one group sends to the other, both ways, in silence; what both say to others passes. `namespace` undefined means the loopback
 * of this machine. Addresses are of 127.0.0.0/8: anything else is refused. Needs root and nft. A server counts by the address it sends
 * from: tell it to bind that too (`bind-source-addr` in Redis).
 */
export async function partition(
  ground: Ground,
  [some, others]: readonly [readonly string[], readonly string[]],
  namespace?: string,
): Promise<Partition> {
  for (const address of [...some, ...others])
    if (!/^127(\.\d{1,3}){3}$/.test(address))
      throw new Error(`game day refuses to partition ${address}: it is not of 127.0.0.0/8`);
  if (some.length === 0 || others.length === 0) throw new Error('game day: a partition needs an address on each side');
  const nft = findProgram('nft');
  const name = wholeName(ground.session, `cut-${++count}`);
  const rule = (from: readonly string[], to: readonly string[]): string =>
    `ip saddr { ${from.join(', ')} } ip daddr { ${to.join(', ')} } counter name dropped drop`;
  const rules = `table ip ${name} {
    counter dropped { }
    chain cut { type filter hook input priority 0; policy accept; ${rule(some, others)}; ${rule(others, some)}; }
  }`;
  const undo = { undo: 'delete-table', family: 'ip', name, ...(namespace !== undefined && { namespace }) } as const;
  const noted = ground.undo.note(undo);
  await tool(inNamespace(namespace, [nft, rules]));
  const dropped = async (): Promise<number> =>
    packets(await tool(inNamespace(namespace, [nft, '-j', 'list', 'table', 'ip', name])));
  return {
    dropped,
    proven: async (withinMs = 10_000) => {
      let seen = 0;
      if (await until(async () => (seen = await dropped()) > 0, withinMs, 50)) return seen;
      throw new Error(
        `game day: the partition of ${some.join(', ')} from ${others.join(', ')} dropped no packet within ${withinMs} ms: ` +
          'nothing was said between them, or from other addresses',
      );
    },
    heal: async () => {
      await takeBack(undo);
      noted.done();
    },
  };
}

interface Listed {
  nftables: { counter?: { packets: number } }[];
}

const packets = (json: string): number =>
  (JSON.parse(json) as Listed).nftables.reduce((sum, { counter }) => sum + (counter?.packets ?? 0), 0);
