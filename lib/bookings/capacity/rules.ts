import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';

export const capacityKinds = ['events', 'covers', 'staff', 'hours', 'blocked'] as const;
type CapacityKind = (typeof capacityKinds)[number];

/**
 * One limit as the database measures it (`capacity_of`): what is taken without this event, what this one asks for, and
 * the most there is, null for as much as comes. Of `hours`: opening and closing in minutes of the day.
 */
export type Measure = {
  kind: CapacityKind;
  used: number | null;
  asked: number | null;
  most: number | null;
  /** The company's day that it is about: "2026-12-12". */
  day: string;
  detail: string | null;
  over: boolean;
  /** More than the booking holds already; one that stays as full as it is isn't refused. */
  worse: boolean;
};

const words = {
  events: ['event at that time', 'events at that time'],
  covers: ['cover', 'covers'],
  staff: ['of staff', 'of staff'],
} as const;

/** "14:00" of a minute of the day. */
export const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** How full a time is without this event: "Saturday, 12 December 2026: 2 of 3 events at that time, 310 of 400 covers". */
export function sayLoad(measures: readonly Measure[], locale: string): string {
  const [first] = measures;
  if (!first) return '';
  const parts = measures.flatMap((measure) => {
    const { kind, used, most } = measure;
    if (kind === 'hours' || kind === 'blocked' || (kind === 'staff' && most === null)) return [];
    return [sayTaken(kind, used ?? 0, most, locale)];
  });
  return `${formatCalendarDate(first.day, locale, 'longDay')}: ${parts.join(', ')}`;
}

function sayTaken(kind: keyof typeof words, used: number, most: number | null, locale: string): string {
  const [one, several] = words[kind];
  const noun = (most ?? used) === 1 ? one : several;
  if (most === null) return used === 0 ? `no ${several}` : `${formatCount(used, locale)} ${noun}`;
  return `${formatCount(used, locale)} of ${formatCount(most, locale)} ${noun}`;
}

/** What stands against an event at that time, a sentence each; empty where it fits. */
export function sayProblems(measures: readonly Measure[], locale: string): string[] {
  return measures.filter(({ over, worse }) => over && worse).map((measure) => sayProblem(measure, locale));
}

function sayProblem({ kind, used, asked, most, day, detail }: Measure, locale: string): string {
  const on = formatCalendarDate(day, locale, 'fullDay');
  const [taken, wanted] = [formatCount(used ?? 0, locale), formatCount(asked ?? 0, locale)];
  const limit = formatCount(most ?? 0, locale);
  switch (kind) {
    case 'events':
      return `${on} has ${taken} of ${limit} events at that time.`;
    case 'covers':
      return `${on} has ${taken} of ${limit} covers, and this event asks for ${wanted}.`;
    case 'staff':
      return `${on} has ${taken} of ${limit} of staff at work, and this event needs ${wanted}.`;
    case 'hours':
      return `The kitchen is open from ${clockOf(used ?? 0)} to ${clockOf(most ?? 0)}.`;
    case 'blocked':
      return `${on} is blocked: ${detail}.`;
  }
}
