import { closeSync, existsSync, openSync, readSync, statSync, watch } from 'node:fs';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { RunningRelay } from '../../relay/start.ts';
import type { Seams } from '../../relay/seams.ts';

/** A log that several instances of the embedded relay write to, as instances of other relays do to one database. */
interface SharedLog {
  /** The seams with which an instance tells its own events from the others' and takes those; the rest stays as it is. */
  seams: (others: Partial<Seams>) => Partial<Seams>;
  /** Takes over what other instances append from now on. Returns how to let go. */
  follow: (relay: RunningRelay) => Promise<() => void>;
}

/**
 * To be called before the relay reads the log, so that nothing falls between. What another instance has accepted was
 * judged there and is taken as it is. Changes of groups are not followed: each instance would sign its own metadata.
 */
export function shareLog(file: string): SharedLog {
  const [own, foreign] = [new Set<string>(), new Set<string>()];
  const tail = tailOf(file);
  const isForeign = (event: NostrEvent): boolean => foreign.has(event.id);
  return {
    seams: (others) => ({
      ...others,
      log: (event, append) => {
        if (isForeign(event)) return;
        own.add(event.id);
        append(event);
      },
      writeDecision: (healthy, context) =>
        isForeign(context.event) && !healthy.reason.startsWith('duplicate:')
          ? { accepted: true, reason: '' }
          : (others.writeDecision?.(healthy, context) ?? healthy),
    }),
    follow: async ({ url, pubkey }) => {
      const socket = new WebSocket(url);
      await once(socket, 'open');
      const take = (): void => {
        for (const event of tail.next().filter(({ id, pubkey: author }) => !own.has(id) && author !== pubkey)) {
          foreign.add(event.id);
          socket.send(JSON.stringify(['EVENT', event]));
        }
      };
      const watcher = watch(file, take);
      take();
      return () => {
        watcher.close();
        socket.terminate();
        tail.close();
      };
    },
  };
}

/** The events that were appended since it was asked last. A line that is not whole yet waits for the next time. */
function tailOf(file: string): { next: () => NostrEvent[]; close: () => void } {
  let at = existsSync(file) ? statSync(file).size : 0;
  let descriptor: number | undefined;
  return {
    next: () => {
      descriptor ??= openSync(file, 'r');
      const bytes = Buffer.alloc(Math.max(0, statSync(file).size - at));
      const text = bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, at));
      const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
      at += whole.length;
      const lines = whole.toString('utf8').split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as NostrEvent);
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}
