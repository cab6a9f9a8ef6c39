import 'server-only';
import { z } from 'zod';
import { serviceStyles } from '@/db/enums';
import { type Address, screen } from '@/lib/platform/screen';
import { mostGuests } from '../bounds';
import { endWith } from '../calendar/days';
import { askConflicts, tellConflicts } from './queries';
import { mostTimes } from './rules';

const local = z.string().regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/);
const list = (text: unknown) => (typeof text === 'string' && text ? text.split(',') : []);
const asked = z.object({
  start: local,
  end: local,
  days: z.preprocess(list, z.array(z.iso.date()).min(1).max(mostTimes)),
  /** The booking on each of the days, where there is one. */
  bookings: z.preprocess(list, z.array(z.uuid()).max(mostTimes)),
  guests: z.coerce.number().int().min(1).max(mostGuests).catch(1),
  style: z.enum(serviceStyles).nullable().catch(null),
  venue: z.string().max(160).catch(''),
});

function readTimes({ search }: Address) {
  const { data } = asked.safeParse({ style: null, venue: '', ...search });
  if (!data || Number.isNaN(Date.parse(`${data.start}:00Z`)) || data.end <= data.start) return undefined;
  const { start, end, days, bookings, ...rest } = data;
  const starts = days.map((day) => `${day}T${start.slice(11)}`);
  const ends = starts.map((at) => endWith(at, { start, end }));
  return { starts, ends, bookings: days.map((_, n) => bookings[n] ?? null), ...rest };
}

const array = (values: readonly (string | null)[]) => `{${values.map((value) => value ?? 'null').join()}}`;

/** What stands against an event at several dates, before anything is written. */
export const conflictsScreen = screen({
  permission: 'calendar.read',
  input: readTimes,
  ask: (tx, { starts, ends, bookings, ...rest }, now) =>
    [
      askConflicts(tx, {
        ...rest,
        starts: array(starts),
        ends: array(ends),
        bookings: array(bookings),
        now: now.toISOString(),
      }),
    ] as const,
  tell: ([rows], { venue }, { identity }) => ({ dates: tellConflicts(rows, venue.trim(), identity) }),
});
