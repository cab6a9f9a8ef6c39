import type { z } from 'zod';

/** Loads the schema of a form that stands on a page before anybody writes in it. */
export type Schema<I> = () => Promise<z.ZodType<I>>;

/** What came of it: the schema; or none, since the server is of another version than this page; or no network. */
type Loaded<I> = { schema: z.ZodType<I> } | { schema?: undefined; outdated: boolean };

/** Loads a form's schema; never throws. A server that answers and hasn't the code is of another version. */
export async function loadSchema<I>(load: Schema<I>): Promise<Loaded<I>> {
  try {
    return { schema: await load() };
  } catch {
    return { outdated: await serverAnswers() };
  }
}

const serverAnswers = (): Promise<boolean> =>
  fetch('/api/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
