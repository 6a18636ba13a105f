/** Runs deeds of the same name one after the other, so that two settlements cannot overtake each other. */
export function takingTurns(): <Result>(name: string, deed: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (name, deed) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(deed);
    last.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  };
}
