/**
 * Gives what starts work of people who are faster than its answer: one after the other, and what is under way or waits
 * already by the same name isn't started a second time.
 */
export function oneAtATime() {
  const started = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();
  return (name: string, work: () => Promise<void>): Promise<void> => {
    const same = started.get(name);
    if (same) return same;
    const over = last.then(work).finally(() => started.delete(name));
    // What fails keeps nothing that comes after it from being done.
    last = over.catch(() => undefined);
    started.set(name, over);
    return over;
  };
}
