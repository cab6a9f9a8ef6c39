const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The Inngest server's waits before attempt 2, 3, …; the last one repeats. */
const WAITS = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  40 * MINUTE,
  60 * MINUTE,
  120 * MINUTE,
];
const JITTER = 30 * SECOND;

/** Milliseconds to wait after the failed attempt (0-based). `random` is in [0, 1) and spreads the retries. */
export function backoffMs(attempt: number, random: number): number {
  const wait = WAITS[Math.min(Math.max(attempt, 0), WAITS.length - 1)] ?? 0;
  return wait + random * JITTER;
}

/**
 * Milliseconds that a `retry-after` header asks for (seconds, or a date), or undefined when it says nothing
 * that can be read.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header) * SECOND;
  const instant = Date.parse(header);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - now);
}
