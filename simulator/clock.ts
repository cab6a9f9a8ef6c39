/** The simulator's clock: real time plus what was skipped. It only goes forward, so lists stay in order. */
export class Clock {
  private offsetMs = 0;

  now(): number {
    return Date.now() + this.offsetMs;
  }

  get skippedMs(): number {
    return this.offsetMs;
  }

  /** Moves forward by `ms` (≥ 0); governs the 24-hour rule and every date we give out. */
  skip(ms: number): void {
    if (!(ms >= 0) || !Number.isFinite(ms)) throw new RangeError('the clock only goes forward');
    this.offsetMs += ms;
  }

  set(offsetMs: number): void {
    this.offsetMs = offsetMs;
  }
}

/** RFC 2822 in GMT as Twilio writes it: `Fri, 24 May 2019 17:44:46 +0000`. */
export function toRfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

/** ISO 8601 without fractions, as the Content API writes it. */
export function toIsoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
