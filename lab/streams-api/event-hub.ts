import type { StreamEvent, StreamsSeams } from './seams.ts';

/** One client that listens to one stream. */
interface Listener {
  streamId: string;
  send: (event: StreamEvent) => void;
  close: () => void;
}

/** Who listens to which stream. */
export class EventHub {
  readonly #listeners = new Set<Listener>();
  readonly #seam: StreamsSeams['event'];

  constructor(seam: StreamsSeams['event']) {
    this.#seam = seam;
  }

  /** Returns what ends the listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(streamId: string, event: StreamEvent): void {
    for (const listener of this.#listeners) if (listener.streamId === streamId) this.#seam(event, listener.send);
  }

  close(): void {
    for (const { close } of this.#listeners) close();
  }
}
