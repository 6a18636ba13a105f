export { openConsumer } from './consumer.ts';
export { openPublisher } from './publisher.ts';
export type { Consumer, ConsumerOptions, Delivery } from './consumer.ts';
export type { Publication, Publisher, PublisherOptions } from './publisher.ts';
