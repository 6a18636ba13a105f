import { setTimeout as pause } from 'node:timers/promises';
import type { GateSettings } from '../../fixtures/config/gate-settings.ts';
import { carryOut } from '../actions/carry-out.ts';
import type { ActionContext } from '../actions/context.ts';
import type { Action } from '../verdict/verdict.ts';

/** One way in which metrics leave. */
export interface Exporter {
  /** As an action is named in a verdict. */
  name: 'textfile' | 'pushgateway' | 'otlp';
  /** A file or an address; undefined where it is not set. */
  target: (settings: GateSettings) => string | undefined;
  /** What is done with the target: "has written", "would have written". */
  verb: string;
  /** Sends the metrics; tells in one sentence why it could not, or nothing. */
  send: (context: ActionContext, target: string) => Promise<string | undefined>;
}

/** Milliseconds for one exporter. Deliveries give up earlier; this one is for disks that hang. */
const WITHIN_MS = 12_000;

/** Lets an exporter do its work, or say in a dry run what it would do. Never throws, and always ends in time. */
export const runExporter = (
  { name, verb, ...exporter }: Exporter,
  context: ActionContext,
  withinMs = WITHIN_MS,
): Promise<Action> =>
  carryOut(name, context.redact, async () => {
    const target = exporter.target(context.settings) ?? '';
    if (context.isDryRun) return { outcome: 'dry-run', detail: `would have ${verb} ${shown(target)}` };
    const problem = await inTime(exporter.send(context, target), withinMs);
    return problem === undefined
      ? { outcome: 'done', detail: `has ${verb} ${shown(target)}` }
      : { outcome: 'failed', detail: problem };
  });

/** What work says, or that it takes longer. What hangs is left alone: nobody waits for it. */
async function inTime(work: Promise<string | undefined>, ms: number): Promise<string | undefined> {
  const over = new AbortController();
  const tooLate = pause(ms, `was not done within ${ms} ms`, { signal: over.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    over.abort();
  }
}

/** An address as it may be printed: a path or a query could hold a token. A file as it is. */
const shown = (target: string): string => (/^https?:/i.test(target) ? new URL(target).origin : target);
