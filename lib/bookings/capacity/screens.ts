import 'server-only';
import { z } from 'zod';
import { serviceStyles } from '@/db/enums';
import { dayKey, formatEventTime } from '@/lib/platform/format/dates';
import { type Address, screen } from '@/lib/platform/screen';
import { mostGuests } from '../bounds';
import { askMinimum, askMinimums } from '../minimums/queries';
import { type AskedTime, askBlockedDays, askHolder, askLimits, askMeasures, askWhose } from './queries';
import { sayLoad, sayProblems } from './rules';

/** A time that exists on a calendar: not the 30th of February. */
const localTime = z
  .string()
  .regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d$/)
  .refine((text) => {
    const ms = Date.parse(`${text}:00Z`);
    return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
  });
const asked = z.object({
  start: localTime,
  end: localTime,
  guests: z.coerce.number().int().min(1).max(mostGuests).catch(1),
  style: z.enum(serviceStyles).nullable().catch(null),
  venue: z.string().max(160).catch(''),
  booking: z.uuid().nullable().catch(null),
});

function readTime({ search }: Address): AskedTime | undefined {
  const { data } = asked.safeParse({ style: null, venue: '', booking: null, ...search });
  if (!data) return undefined;
  const { start, end, guests, style, venue, booking } = data;
  return { startsAt: start, endsAt: end, guests, serviceStyle: style, venue, bookingId: booking };
}

/** How full a time is, while somebody chooses it: what is taken, and what stands against this event. */
export const capacityScreen = screen({
  permission: 'calendar.read',
  input: readTime,
  ask: (tx, time) =>
    [askMeasures(tx, time), askHolder(tx, time), askMinimum(tx, time), askWhose(tx, time)] as const,
  tell: ([measures, [holder], [minimum], [whose]], { venue }, { identity: { locale, timeZone } }) => ({
    load: sayLoad(measures, locale),
    problems: sayProblems(measures, locale),
    taken: holder
      ? `${venue.trim()} is taken by ${holder.reference} “${holder.event_name}”, ${formatEventTime(
          { startsAt: new Date(holder.starts_at), endsAt: new Date(holder.ends_at) },
          { timeZone, locale },
        )}.`
      : null,
    minimum: minimum ?? null,
    customer: whose?.customer ?? null,
  }),
});

/** What the company takes on at most and at least, and the coming days on which it doesn't cook. */
export const capacitySettingsScreen = screen({
  permission: 'settings.read',
  input: () => 'limits' as const,
  // A day earlier than now anywhere: whose calendar it is is known with the answer.
  ask: (tx, _input, now) =>
    [
      askLimits(tx),
      askBlockedDays(tx, { from: dayKey(new Date(now.getTime() - 86_400_000), 'UTC') }),
      askMinimums(tx),
    ] as const,
  tell: ([[limits], blocked, minimums], _input, { now, identity: { timeZone } }) => {
    const today = dayKey(now, timeZone);
    const live = minimums.filter(({ validTo }) => validTo === null || validTo >= today);
    return {
      limits: limits ?? null,
      today,
      blocked: blocked.filter(({ day }) => day >= today),
      minimums: live,
    };
  },
});
