import 'server-only';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { choiceOf } from '@/lib/customers/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, screen } from '@/lib/platform/screen';
import { askDuesOfOccasion, tellDues } from '../money/online/queries';
import { askFilledForm, tellFilledForm } from '../queries';
import { anotherPart } from './another-part';
import { askFree, askOccasion, askOccasionOf, tellOccasion } from './queries';

/** One occasion: its parts, what they come to together, and what else could belong to it. */
export const occasionScreen = screen({
  permission: 'bookings.read',
  input: idAt('id'),
  ask: (tx, id) => [askOccasion(tx, { id }), askFree(tx, { id }), askDuesOfOccasion(tx, { id })] as const,
  tell: ([rows, free, dues], _id, { identity, now }) => {
    const occasion = tellOccasion(rows);
    return (
      occasion && {
        occasion,
        free: free.map(({ startsAt, ...booking }) => ({ ...booking, startsAt: new Date(startsAt) })),
        today: dayKey(now, identity.timeZone),
        /** What can be asked for online of all at once. */
        dues: tellDues(dues, now),
      }
    );
  },
});

/** A booking form for another part of a booking's occasion: its customer and guests, on the day after it or on the same one. */
export const partScreen = screen({
  permission: 'bookings.create',
  input: (address) => {
    const id = idAt('id')(address);
    return id ? { id, sameDay: address.search.day === 'same' } : undefined;
  },
  ask: (tx, { id }) => [askStaffPrices(tx), askOccasionOf(tx, { id }), ...askFilledForm(tx, id)] as const,
  tell: ([[company], rows, ...answers], { sameDay }, { identity, now }) => {
    const told = tellFilledForm(answers);
    if (!told) return undefined;
    const { detail, form } = told;
    const { id, reference, eventName } = detail.booking;
    return {
      ...form,
      sameDay,
      of: { id, reference, eventName },
      occasion: tellOccasion(rows),
      customer: choiceOf(detail.customer),
      mayPrice: mayPrice(identity.role, company),
      ...anotherPart(detail.booking, { sameDay, timeZone: form.pricing.timeZone, now }),
    };
  },
});
