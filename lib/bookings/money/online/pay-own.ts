import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { readAs } from '@/db/session';
import { type ActionResult, action } from '@/lib/platform/action';
import { command } from '@/lib/platform/command';
import { notFound } from '@/lib/platform/errors';
import { payFor } from './pay-page';
import { askOfferOfOccasion, tellOffer } from './queries';
import { duePurposes } from './schema';
import { wholeOccasion } from './whole-occasion';

/** `whole`: for all events of its occasion at once. */
const input = z.object({
  bookingId: z.uuid(),
  purpose: z.enum(duePurposes),
  whole: z.boolean().default(false),
});

/** A client pays for their own event, or for all of its occasion at once: the address of the payment's page. Refuses what isn't theirs or isn't due. */
export const payOwnBooking = command({
  name: 'pay own booking',
  permission: 'portal.pay',
  input,
  run: async (actor, { bookingId, purpose, whole }, { at }) => {
    // Their own row rules say whose it is; the checkout is written by the automation.
    const [[mine], parts] = await readAs(actor, (tx) => [
      tx.select({ id: bookings.id }).from(bookings).where(eq(bookings.id, bookingId)),
      askOfferOfOccasion(tx, { id: bookingId }),
    ]);
    if (!mine) throw notFound('event');
    const offer = whole ? tellOffer(parts, at) : undefined;
    const { companyId, userId } = actor;
    return payFor(
      { companyId, bookingIds: offer?.ids ?? [bookingId], userId, openedBy: 'client', purpose },
      at,
    );
  },
});

const pay = action(payOwnBooking);

/** The same as the portal's form posts it. */
export async function payInPortal(
  bookingId: string,
  form: URLSearchParams | undefined,
): Promise<ActionResult<string>> {
  const parsed = input.safeParse({
    bookingId,
    purpose: form?.get('purpose'),
    whole: form?.get('for') === wholeOccasion,
  });
  if (parsed.success) return pay(parsed.data);
  return { ok: false, code: 'invalid', message: 'Choose what to pay with the buttons of your event.' };
}
