/** Whether what was asked of a backend was done is not known. */
export class Unsure extends Error {}

/** The answer did not come in time. */
class NotInTime extends Unsure {}

/** The promise, or an Unsure after so many milliseconds. What comes later is left alone. */
export async function within<T>(promise: Promise<T>, withinMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NotInTime(`${what}: no answer within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => undefined);
  }
}
