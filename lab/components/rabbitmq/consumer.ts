import type { Channel } from 'amqplib';
import { keepOpen } from './connection.ts';

export interface Delivery {
  /** The publisher's id of the message. */
  id: string;
  content: Buffer;
  /** It was delivered before, and that delivery was not acknowledged: at least once is not exactly once. */
  isAgain: boolean;
}

export interface ConsumerOptions {
  url: string;
  queue: string;
  /** The message is acknowledged when this resolves, and goes back into the queue when it throws. */
  onDelivery: (delivery: Delivery) => Promise<void> | void;
  /** How many messages are in hand at most. Default 100. */
  prefetch?: number;
}

export interface Consumer {
  isConnected: () => boolean;
  whenConnected: (withinMs: number) => Promise<void>;
  /** Messages in the queue and in hand. Throws without a connection. */
  left: () => Promise<number>;
  close: () => Promise<void>;
}

/** Takes messages of one durable queue, and connects again by itself. */
export function openConsumer({ url, queue, onDelivery, prefetch = 100 }: ConsumerOptions): Consumer {
  let inHand = 0;
  const link = keepOpen<Channel>({
    url,
    async open(connection) {
      const channel = await connection.createChannel();
      await channel.assertQueue(queue, { durable: true });
      await channel.prefetch(prefetch);
      await channel.consume(queue, (message) => {
        if (!message) return channel.emit('error', new Error(`the queue ${queue} was deleted`));
        inHand += 1;
        const deliver = async (): Promise<void> =>
          onDelivery({
            id: String(message.properties.messageId),
            content: message.content,
            isAgain: message.fields.redelivered,
          });
        void deliver()
          .then(
            () => channel.ack(message),
            () => channel.nack(message),
          )
          // The channel was lost meanwhile: the broker delivers the message again.
          .catch(() => undefined)
          .finally(() => (inHand -= 1));
      });
      return channel;
    },
  });
  return {
    isConnected: link.isConnected,
    whenConnected: link.whenConnected,
    async left() {
      const channel = link.channel();
      if (!channel) throw new Error(`rabbitmq: not connected: ${link.why()}`);
      return (await channel.checkQueue(queue)).messageCount + inHand;
    },
    close: link.close,
  };
}
