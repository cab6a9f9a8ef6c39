import { z } from 'zod';

/** The rows that one command works on, each once. */
export const bulkIds = z
  .array(z.uuid())
  .min(1, 'Select at least one row.')
  .max(100, 'Select up to 100 rows at a time.')
  .transform((ids) => [...new Set(ids)].toSorted());

/** What became of each: done, or why not. What was so already counts as refused where that matters, else as done. */
export const bulkResult = z.object({
  done: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
});
export type BulkResult = z.output<typeof bulkResult>;

/** What is wrong with an id that names nothing of theirs. */
export const gone = (what: string) => `This ${what} doesn’t exist or isn’t yours.`;

/** Of `ids` those that something was done to, and the rest with the reason. */
export function bulkOf(
  ids: readonly string[],
  done: ReadonlySet<string>,
  why: (id: string) => string,
): BulkResult {
  return {
    done: ids.filter((id) => done.has(id)),
    refused: ids.filter((id) => !done.has(id)).map((id) => ({ id, reason: why(id) })),
  };
}
