import { openPublisher, type Publisher } from '../../components/rabbitmq/client.ts';
import type { RabbitBackend } from '../backends.ts';
import type { Condition } from '../say.ts';
import type { Outbox } from './outbox.ts';

export interface HandOver {
  /** There is something new in the outbox. */
  wake: () => void;
  /** A message that the broker confirms within the deadline, while no event failed to be confirmed. Throws else. */
  prove: () => Promise<void>;
  close: () => Promise<void>;
}

export const ACCEPTED_EVENTS = 'event.accepted';

/** What health publishes has this in place of an event's id; who counts messages leaves it out. */
export const PROOF_ID = 'health';

const AT_ONCE = 100;
const AGAIN_AFTER_MS = 500;
const CONFIRM_WITHIN_MS = 1_000;
const PROVE_WITHIN_MS = 700;
const NEVER_MS = 86_400_000;

/**
 * Hands every accepted event over to the event bus, each until it is confirmed: at least once, in no order. The user has her OK
 * before that, and sees nothing of a broker that is away; health does.
 */
export function startHandOver(backend: RabbitBackend, outbox: Outbox, condition: Condition): HandOver {
  const { url, queue = ACCEPTED_EVENTS, hasConfirms = true, isPersistent = true, noticesBy = 'deadline' } = backend;
  const open = (answerWithinMs: number, name: string): Publisher =>
    openPublisher({ url, queue: name, answerWithinMs, hasConfirms, isPersistent });
  const publisher = open(noticesBy === 'deadline' ? CONFIRM_WITHIN_MS : NEVER_MS, queue);
  const prover = open(PROVE_WITHIN_MS, `${queue}.${PROOF_ID}`);
  const closing = new AbortController();
  let alarm: (() => void) | undefined;
  let [isNew, isFailing] = [false, false];

  const publishSome = async (): Promise<boolean> => {
    const ids = await outbox.waiting(AT_ONCE);
    const published = await Promise.all(
      ids.map(async (id) => ({
        id,
        ...(await publisher.publish(id, Buffer.from(JSON.stringify({ type: ACCEPTED_EVENTS, id })))),
      })),
    );
    const done = published.filter(({ outcome }) => outcome === 'acknowledged').map(({ id }) => id);
    if (done.length > 0) await outbox.confirmed(done);
    const failed = published.find(({ outcome }) => outcome !== 'acknowledged');
    isFailing = failed !== undefined;
    if (failed && failed.outcome !== 'acknowledged') condition.failed(new Error(failed.why));
    else if (ids.length > 0) condition.answered();
    return ids.length === AT_ONCE && done.length > 0;
  };
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, isNew && !isFailing ? 0 : AGAIN_AFTER_MS);
      alarm = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const work = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      isNew = false;
      // The outbox cannot be read: that is the store's failure, and said there.
      const goesOn = await publishSome().catch(() => false);
      if (!goesOn) await rest();
    }
  };
  const worked = work();
  return {
    wake: () => {
      isNew = true;
      if (!isFailing) alarm?.();
    },
    prove: async () => {
      if (noticesBy === 'heartbeat' && publisher.isConnected()) return;
      const publication = await prover.publish(PROOF_ID, Buffer.from('{}'));
      if (publication.outcome !== 'acknowledged')
        throw new Error(`rabbitmq: ${publication.outcome}: ${publication.why}`);
      if (condition.isDown()) throw new Error('rabbitmq: the last events were not confirmed');
    },
    close: async () => {
      closing.abort();
      alarm?.();
      await Promise.all([worked, publisher.close(), prover.close()]);
    },
  };
}
