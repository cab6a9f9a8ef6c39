const second = 1_000;
const minute = 60 * second;

/** The Inngest server's waits before attempt 2, 3, …; the last one repeats. */
const waits = [
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  20 * minute,
  40 * minute,
  60 * minute,
  120 * minute,
];
const jitter = 30 * second;

/** Milliseconds to wait after the failed attempt (0-based). `random` is in [0, 1) and spreads the retries. */
export function backoffMs(attempt: number, random: number): number {
  const wait = waits[Math.min(Math.max(attempt, 0), waits.length - 1)] ?? 0;
  return wait + random * jitter;
}

/**
 * Milliseconds that a `retry-after` header asks for (seconds, or a date), or undefined when it says nothing
 * that can be read.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header) * second;
  const instant = Date.parse(header);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - now);
}
