import { setTimeout as pause } from 'node:timers/promises';

/** Sees to it that a drill ends: at its deadline, or where somebody interrupts it. */
export interface Watch {
  /** Resolves, with why, when the drill is over before its end. */
  over: Promise<string>;
  /** Why it is over; undefined while it is not. */
  reason: () => string | undefined;
  isInterrupted: () => boolean;
  /** Throws where the drill is over: nothing new is begun then. */
  refuse: () => void;
  /** Milliseconds since the drill began. */
  nowMs: () => number;
  stop: () => void;
}

/** Begins to watch. The reason of the signal is told in its words. */
export function startWatch(deadlineMs: number, signal?: AbortSignal): Watch {
  const startedAt = performance.now();
  let reason: string | undefined;
  let tell: (why: string) => void = () => undefined;
  const over = new Promise<string>((resolve) => (tell = resolve));
  const end = (why: string): void => tell((reason ??= why));
  const onAbort = (): void => end(String(signal?.reason instanceof Error ? signal.reason.message : signal?.reason));
  const timer = setTimeout(() => end(`it took longer than ${deadlineMs} ms`), deadlineMs);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    over,
    reason: () => reason,
    isInterrupted: () => reason !== undefined && signal?.aborted === true,
    refuse: () => {
      if (reason !== undefined) throw new Error(`the drill is over: ${reason}`);
    },
    nowMs: () => Math.round(performance.now() - startedAt),
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits, unless the drill is over before. Throws then. */
export async function pauseUnless({ over, refuse }: Watch, ms: number): Promise<void> {
  await Promise.race([pause(ms), over]);
  refuse();
}

/** Whether a promise comes to an end, good or bad, in so many milliseconds. */
export async function settled(promise: Promise<unknown>, withinMs: number): Promise<boolean> {
  const enough = new AbortController();
  const ended = promise.then(
    () => true,
    () => true,
  );
  const late = pause(withinMs, false, { signal: enough.signal }).catch(() => false);
  const isSettled = await Promise.race([ended, late]);
  enough.abort();
  return isSettled;
}
