import type { z } from 'zod';
import type { Contact } from '@/lib/customers/importing/judge-contacts';
import { type DayOrder, readMoment, readTime } from '@/lib/platform/format/typed-moment';
import { type Mapping, Unreadable } from '@/lib/platform/import-kind';
import { type MoneyPlace, parseForeign, whyNoAmount } from '@/lib/platform/money';
import { cleanLine } from '@/lib/platform/text';
import { addDays } from '../calendar/days';
import { toInstant, toLocal } from '../local-time';
import { type Status, timeProblems } from '../rules';
import { enquiryForm } from '../schema';
import type { BookingField } from './fields';
import { readEventType, readLines, readStatus, readStyle } from './read-words';

/** How long an event lasts of which a list doesn't say it. */
const usualHours = 4;
const longestReference = 80;

/** What a row says of a booking, by the rules of its form. */
export type ReadBooking = {
  theirReference: string | null;
  contact: Contact;
  event: z.output<typeof enquiryForm>;
  startsAt: Date;
  endsAt: Date;
  status: Status | undefined;
  lines: ReturnType<typeof readLines>;
  /** Minor units. */
  theirTotal: number | null;
  /** What was paid for it before it is brought along, minor units. */
  paid: number;
};

export type ReadingPlace = MoneyPlace & { timeZone: string; dayOrder: DayOrder | null; now: Date };

/** Reads a row. Throws Unreadable with a sentence for whoever mends the file. */
export function readBooking(cells: readonly string[], mapping: Mapping, place: ReadingPlace): ReadBooking {
  const cell = (field: BookingField) => cells[mapping[field] ?? -1] ?? '';
  const word = <T>(field: BookingField, how: (text: string) => T | undefined, what: string) => {
    const text = cell(field);
    const value = text === '' ? undefined : how(text);
    if (text !== '' && value === undefined) throw new Unreadable(field, `“${text.slice(0, 60)}” is ${what}.`);
    return value;
  };
  // Odoo writes the further lines of a booking in rows of their own.
  if (['name', 'startsAt', 'theirReference', 'venue'].every((field) => cell(field as BookingField) === ''))
    throw new Unreadable(
      'name',
      'This row has no event. Put all dishes into the row of their booking, or leave it out.',
    );
  const theirReference = cleanLine(cell('theirReference')) || null;
  if (theirReference && theirReference.length > longestReference)
    throw new Unreadable('theirReference', `Keep a reference to ${longestReference} characters.`);
  const { startsAt, endsAt } = timesOf(cell, place);
  const parsed = enquiryForm.safeParse({
    eventName: cell('name'),
    eventType:
      word('eventType', readEventType, 'no type of event, such as Wedding or Corporate event') ?? 'other',
    serviceStyle: word('serviceStyle', readStyle, 'no style of service, such as Buffet or Plated') ?? '',
    startsAt: toLocal(startsAt, place.timeZone),
    endsAt: toLocal(endsAt, place.timeZone),
    venue: cell('venue'),
    venueAddress: cell('venueAddress'),
    guests: cell('guests'),
    specialRequests: cell('specialRequests'),
    dietary: cell('dietary'),
    lines: [],
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0] ?? 'name');
    throw new Unreadable(field === 'eventName' ? 'name' : field, issue?.message ?? 'Not readable.');
  }
  const total = cell('total') === '' ? null : parseForeign(cell('total'), place);
  if (total === undefined) throw new Unreadable('total', whyNoAmount(cell('total'), place));
  const paid = cell('paid') === '' ? 0 : parseForeign(cell('paid'), place);
  if (paid === undefined) throw new Unreadable('paid', whyNoAmount(cell('paid'), place));
  return {
    theirReference,
    contact: {
      name: cleanLine(cell('customer')),
      phone: cleanLine(cell('phone')),
      email: cleanLine(cell('email')),
    },
    event: parsed.data,
    ...{ startsAt, endsAt },
    status: word(
      'status',
      readStatus,
      'no status: draft, quoted, confirmed, in progress, completed or cancelled',
    ),
    lines: readLines(cell('lines')),
    theirTotal: total,
    paid,
  };
}

type Cell = (field: BookingField) => string;

/** When the event is, by the company's clock. */
function timesOf(cell: Cell, place: ReadingPlace): { startsAt: Date; endsAt: Date } {
  const start = momentIn('startsAt', cell('startsAt'), place);
  if (!start) throw new Unreadable('startsAt', 'Say when the event starts.');
  const typedTime = cell('time');
  const time = typedTime === '' ? start.time : readTime(typedTime);
  if (typedTime !== '' && !time) throw new Unreadable('time', 'Write the time as 18:30.');
  if (!time) throw new Unreadable('startsAt', 'Add the time to the date, such as 2026-06-13 18:30.');
  const startsAt = toInstant(`${start.day}T${time}`, place.timeZone);
  if (!startsAt) throw new Unreadable('startsAt', 'The company’s clock skips this time. Write another.');
  const endsAt = endOf(cell, { ...start, time, startsAt }, place);
  const wrong = timeProblems({ startsAt, endsAt, moved: false, now: place.now });
  const [field, reason] = Object.entries(wrong)[0] ?? [];
  if (field && reason) throw new Unreadable(cell('endsAt') === '' ? 'hours' : field, reason);
  return { startsAt, endsAt };
}

function endOf(cell: Cell, start: { day: string; time: string; startsAt: Date }, place: ReadingPlace): Date {
  const typed = cell('endsAt');
  const hours = cell('hours');
  const after = (length: number) => new Date(start.startsAt.getTime() + Math.round(length * 60) * 60_000);
  if (typed === '') {
    if (hours === '') return after(usualHours);
    const plain = hours.replace(',', '.').replace(/ ?h(ours?)?$/i, '');
    if (!/^\d{1,3}(\.\d{1,4})?$/.test(plain)) throw new Unreadable('hours', 'Write the hours as 4 or 4.5.');
    return after(Number(plain));
  }
  const only = readTime(typed);
  // An end that is earlier than the start is of the next morning.
  const day = only && only <= start.time ? addDays(start.day, 1) : start.day;
  const end = only ? { day, time: only } : momentIn('endsAt', typed, place);
  if (!end?.time) throw new Unreadable('endsAt', 'Write the end as 2026-06-13 22:00, or as 22:00.');
  const endsAt = toInstant(`${end.day}T${end.time}`, place.timeZone);
  if (!endsAt) throw new Unreadable('endsAt', 'The company’s clock skips this time. Write another.');
  return endsAt;
}

function momentIn(field: BookingField, text: string, { dayOrder }: ReadingPlace) {
  if (text === '') return undefined;
  const moment = readMoment(text, dayOrder);
  if (moment === 'ambiguous')
    throw new Unreadable(
      field,
      'This can be two dates. Say with the columns whether the day or the month comes first.',
    );
  if (!moment) throw new Unreadable(field, 'Write the date as 2026-06-13 18:30.');
  return moment;
}
