import { Refusal } from './errors';

/**
 * Lets so many pieces of work run at once in this process; more wait for their turn, in their order, and beyond
 * `waiting` of them the next is refused with the sentence.
 */
export function atMost(limit: number, { waiting, sentence }: { waiting: number; sentence: string }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < limit) running += 1;
    else {
      if (queue.length >= waiting) throw new Refusal('rate_limited', sentence, { retryAfter: 10 });
      // Who is done hands the place over, so that nobody who comes in between takes it.
      await new Promise<void>((turn) => queue.push(turn));
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
