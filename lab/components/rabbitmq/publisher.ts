import type { ConfirmChannel } from 'amqplib';
import { keepOpen } from './connection.ts';

/**
 * What became of one message. `acknowledged`: the broker has it on its disk. `failed`: it was not sent, or no queue took it.
 * `ambiguous`: it was sent and the answer never came, or the broker refused responsibility; it may be stored.
 */
export type Publication = { outcome: 'acknowledged' } | { outcome: 'failed' | 'ambiguous'; why: string };

export interface PublisherOptions {
  /** With heartbeat: amqp://127.0.0.1:PORT?heartbeat=2 */
  url: string;
  queue: string;
  /** Milliseconds until a message without an answer is ambiguous. Default 5,000. */
  answerWithinMs?: number;
  /** Planted weakness when false: what was handed to the socket counts as acknowledged. */
  hasConfirms?: boolean;
  /** Planted weakness when false: the broker keeps messages in memory only. */
  isPersistent?: boolean;
}

export interface Publisher {
  /** Never throws. The id comes back at the consumer. */
  publish: (id: string, content: Buffer) => Promise<Publication>;
  /** Whether there is a connection. A frozen broker has one until the heartbeat ends it. */
  isConnected: () => boolean;
  /** Milliseconds that the oldest message of this connection waits for its answer; 0 where none waits. */
  waitsForMs: () => number;
  whenConnected: (withinMs: number) => Promise<void>;
  close: () => Promise<void>;
}

/** Publishes to one durable queue, which it makes where it is missing, and connects again by itself. */
export function openPublisher({ url, queue, ...options }: PublisherOptions): Publisher {
  const { answerWithinMs = 5_000, hasConfirms = true, isPersistent = true } = options;
  const waiting = new Map<string, { sentAt: number; answer: (publication: Publication) => void }>();
  const answer = (id: string, publication: Publication): void => {
    waiting.get(id)?.answer(publication);
    waiting.delete(id);
  };
  const link = keepOpen<ConfirmChannel>({
    url,
    async open(connection) {
      const channel = await connection.createConfirmChannel();
      await channel.assertQueue(queue, { durable: true });
      channel.on('return', ({ properties: { messageId } }) => {
        answer(String(messageId), { outcome: 'failed', why: `no queue ${queue}` });
      });
      return channel;
    },
    onLost(why) {
      for (const id of waiting.keys()) answer(id, { outcome: 'ambiguous', why: `no answer before: ${why}` });
    },
  });

  const send = (id: string, content: Buffer): Promise<Publication> =>
    new Promise((resolve) => {
      const channel = link.channel();
      if (!channel) {
        resolve({ outcome: 'failed', why: `not connected: ${link.why()}` });
        return;
      }
      const late: Publication = { outcome: 'ambiguous', why: `no answer within ${answerWithinMs} ms` };
      const timer = setTimeout(() => resolve(late), answerWithinMs);
      const settle = (publication: Publication): void => {
        clearTimeout(timer);
        resolve(publication);
      };
      waiting.set(id, { sentAt: performance.now(), answer: settle });
      const properties = { messageId: id, persistent: isPersistent, mandatory: true };
      try {
        channel.sendToQueue(queue, content, properties, (error: Error | null) => {
          answer(id, error ? { outcome: 'ambiguous', why: error.message } : { outcome: 'acknowledged' });
        });
        if (!hasConfirms) settle({ outcome: 'acknowledged' });
      } catch (error) {
        answer(id, { outcome: 'failed', why: (error as Error).message });
      }
    });

  return {
    publish: send,
    isConnected: link.isConnected,
    waitsForMs() {
      const [oldest] = waiting.values();
      return oldest ? performance.now() - oldest.sentAt : 0;
    },
    whenConnected: link.whenConnected,
    close: link.close,
  };
}
