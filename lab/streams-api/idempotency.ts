import type { Recalled, RememberedAnswer, StreamsSeams } from './seams.ts';

const KEPT_MS = 24 * 3600 * 1000;

type Request = Pick<RememberedAnswer, 'user' | 'deed' | 'key' | 'fingerprint'>;

const nameOf = ({ user, deed, key }: Pick<Request, 'user' | 'deed' | 'key'>): string =>
  JSON.stringify([user, deed, key]);

/** What was answered under which Idempotency-Key; each user has keys of their own. */
export class IdempotencyKeys {
  readonly #answers: Map<string, RememberedAnswer>;
  readonly #write: (answer: RememberedAnswer) => void;
  readonly #seams: StreamsSeams;

  constructor(kept: RememberedAnswer[], write: (answer: RememberedAnswer) => void, seams: StreamsSeams) {
    this.#answers = new Map(seams.replayKeys(kept).map((answer) => [nameOf(answer), answer]));
    this.#write = write;
    this.#seams = seams;
  }

  recall(request: Request): Recalled {
    const { user, deed, key, fingerprint } = request;
    const answer = this.#answers.get(nameOf(request));
    const isKept = answer !== undefined && answer.at + KEPT_MS > Date.now();
    const healthy: Recalled = isKept
      ? { as: answer.fingerprint === fingerprint ? 'same' : 'other', answer }
      : { as: 'unknown' };
    return this.#seams.recall(healthy, { user, deed, key });
  }

  remember(request: Request, { status, body }: Pick<RememberedAnswer, 'status' | 'body'>): void {
    this.#seams.remember({ ...request, status, body, at: Date.now() }, (answer) => {
      this.#answers.set(nameOf(answer), answer);
      this.#write(answer);
    });
  }
}
