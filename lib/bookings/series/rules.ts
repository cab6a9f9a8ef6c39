import type { rhythms } from '@/db/enums';
import { type Status, statusWords } from '../rules';

export type Rhythm = (typeof rhythms)[number];
/** A day of the company's calendar: "2026-12-24". */
type Day = string;

/** As many as one series holds: a year of weeks. */
export const mostTimes = 53;

export type Recurrence = {
  /** The day it begins with. */
  first: Day;
  rhythm: Rhythm;
  /** How often, the first with it; or until which day, that one with it. */
  times?: number | null;
  until?: Day | null;
};

const ms = 86_400_000;
const at = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (time: number): Day => new Date(time).toISOString().slice(0, 10);
/** A day of the calendar so many days later. */
export const daysLater = (day: Day, days: number): Day => dayOf(at(day) + days * ms);
/** How many days lie between two days of the calendar. */
export const daysBetween = (from: Day, to: Day): number => Math.round((at(to) - at(from)) / ms);

/** The same weekday so many months later: the second Friday stays the second, a fifth becomes the last. */
function monthsLater(first: Day, months: number): Day {
  const began = new Date(at(first));
  const week = Math.ceil(began.getUTCDate() / 7);
  const month = new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + months, 1));
  const toWeekday = (began.getUTCDay() - month.getUTCDay() + 7) % 7;
  const days = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  const date = 1 + toWeekday + (week - 1) * 7;
  return dayOf(month.getTime() + ((date > days ? date - 7 : date) - 1) * ms);
}

/** The days of a series in their order, at most `mostTimes`; the hours are the company's clock's, whatever summer time does. */
export function daysOf({ first, rhythm, times, until }: Recurrence): Day[] {
  const days: Day[] = [];
  for (let n = 0; n < Math.min(times ?? mostTimes, mostTimes); n += 1) {
    const day =
      rhythm === 'month' ? monthsLater(first, n) : daysLater(first, n * (rhythm === 'week' ? 7 : 14));
    if (until && day > until) break;
    days.push(day);
  }
  return days;
}

export const scopes = ['following', 'all'] as const;
export type Scope = (typeof scopes)[number];

type Member = { id: string; position: number; status: Status; own: boolean };

/** What is done to a series leaves those that are over or called off, and those that somebody changed by themselves; says why. */
export function whyLeft({ status, own }: Pick<Member, 'status' | 'own'>): string | undefined {
  if (status === 'in_progress' || status === 'completed' || status === 'cancelled')
    return `it is ${statusWords[status]}`;
  return own ? 'it was changed by itself' : undefined;
}

/** Which of a series are meant beside one of it: those after it, or all others. */
export function inScope<M extends Member>(members: readonly M[], of: Member, scope: Scope): M[] {
  return members.filter(({ id, position }) => id !== of.id && (scope === 'all' || position > of.position));
}
