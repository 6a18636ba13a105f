import type { Condition } from '../say.ts';
import { wordsOf } from '../say.ts';
import { within } from '../within.ts';

/** One backend, asked for a deed and not for a ping. */
export interface Dependency {
  name: string;
  prove: () => Promise<void>;
  condition: Condition;
}

interface Finding {
  ok: boolean;
  latencyMs: number;
  /** Why not. */
  words?: string;
}

export interface Health {
  status: 200 | 503;
  /** By the name of the dependency. */
  dependencies: Record<string, Finding>;
}

const ANSWER_WITHIN_MS = 700;
const REUSED_FOR_MS = 1_000;

/** Asks all at once, and at most once a second; 200 only where each did what it is for. */
export function startHealth(dependencies: Dependency[], now = (): number => performance.now()): () => Promise<Health> {
  let last: { atMs: number; health: Promise<Health> } | undefined;
  const ask = async (): Promise<Health> => {
    const findings = await Promise.all(dependencies.map(async (each) => [each.name, await askOne(each)] as const));
    const status = findings.every(([, { ok }]) => ok) ? 200 : 503;
    return { status, dependencies: Object.fromEntries(findings) };
  };
  return () => {
    if (!last || now() - last.atMs > REUSED_FOR_MS) last = { atMs: now(), health: ask() };
    return last.health;
  };
}

async function askOne({ name, prove, condition }: Dependency): Promise<Finding> {
  const startedAt = performance.now();
  const latencyMs = (): number => Math.round(performance.now() - startedAt);
  try {
    await within(prove(), ANSWER_WITHIN_MS, name);
    condition.answered();
    return { ok: true, latencyMs: latencyMs() };
  } catch (error) {
    condition.failed(error);
    return { ok: false, latencyMs: latencyMs(), words: wordsOf(error) };
  }
}
