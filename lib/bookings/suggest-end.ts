import { endWith } from './calendar/days';

/** How long most events take. */
const usual = { start: '2000-01-01T12:00', end: '2000-01-01T16:00' };
const isMoment = (local: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local);

type Times = { startsAt: string; endsAt: string };

/**
 * The end that a form shows after its start was changed, both local times: as long after it as it `was` for an event that
 * this one is like, else four hours. It is kept once somebody typed another than the one that was `suggested` last: a start
 * that is typed part by part is many moments before it is the one that is meant, and the end goes along with each.
 */
export function suggestEnd(
  { startsAt, endsAt }: Times,
  { suggested, was = usual }: { suggested?: string; was?: { start: string; end: string } },
): string {
  const typed = endsAt !== '' && endsAt !== suggested;
  return typed || !isMoment(startsAt) ? endsAt : endWith(startsAt, was);
}
