import type { Status } from '../rules';

/** How late an event's start is before the office is told of it, in minutes: nobody taps on the dot. */
export const tellAfterMinutes = 30;

/**
 * Whether an event should have been marked as started: it is agreed, its beginning is here, and nobody said that it
 * runs. `now` in UTC, as the start is. An event that is over counts too, until somebody says what became of it.
 */
export function shouldHaveStarted(
  { status, startsAt }: { status: Status; startsAt: Date },
  now: Date,
): boolean {
  return status === 'confirmed' && startsAt <= now;
}
