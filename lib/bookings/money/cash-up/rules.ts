import type { Decision } from '@/lib/platform/errors';

/** Whether a count of the cash box may be kept; amounts in minor units. */
export function mayCount(
  { counted, note }: { counted: number; note: string | null },
  { expected, seen }: { expected: number; seen: number },
): Decision {
  if (expected !== seen)
    return {
      ...{ ok: false, code: 'conflict' },
      reason: 'Cash was recorded meanwhile. Look at what should be there again.',
    };
  if (counted !== expected && !note)
    return {
      ...{ ok: false, code: 'invalid' },
      reason: counted > expected ? 'Say where the rest comes from.' : 'Say why something is missing.',
    };
  return { ok: true };
}
