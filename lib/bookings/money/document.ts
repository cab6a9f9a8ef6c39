import 'server-only';
import { eq } from 'drizzle-orm';
import type { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import type { InvoiceDocument, Party } from '@/db/schema/invoice-document';
import { customers } from '@/db/schema/people';
import type { ShownRate } from '@/db/schema/shown-rate';
import type { Tx } from '@/db/session';
import { dayKey } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { Pricing } from '@/lib/pricing/queries';
import { lineAmount } from '@/lib/pricing/rules';
import type { StoredLine } from '../plan';

type Parties = { seller: Party; buyer: Party };

/** Who bills and who is billed, as they are now. */
export async function loadParties(tx: Tx, customerId: string): Promise<Parties> {
  const { name, address, phone, email } = companies;
  const [seller] = await tx.select({ name, address, phone, email }).from(companies);
  const [buyer] = await tx
    .select({
      name: customers.name,
      address: customers.address,
      phone: customers.phone,
      email: customers.email,
    })
    .from(customers)
    .where(eq(customers.id, customerId));
  if (!seller || !buyer) throw new Error('A document needs both its sides');
  return { seller, buyer };
}

/** What stands on the bill of a booking: a copy, so that no later change reaches what the customer holds. */
export function documentOf({
  booking,
  lines,
  parties,
  pricing,
  shown,
}: {
  booking: typeof bookings.$inferSelect;
  lines: readonly StoredLine[];
  parties: Parties;
  pricing: Pricing;
  /** The rate of the day, where the customer chose a currency. */
  shown: ShownRate | undefined;
}): InvoiceDocument {
  return {
    ...{ currency: pricing.currency, locale: pricing.locale },
    ...parties,
    event: {
      ...{ reference: booking.reference, name: booking.eventName, venue: booking.venue },
      day: dayKey(booking.startsAt, pricing.timeZone),
      guests: booking.billedGuests ?? booking.guaranteedGuests ?? booking.guests,
    },
    lines: lines.map(({ name, notes, quantity, unitPrice, discountRate, ...line }) => ({
      ...{ name, notes, quantity, unitPrice, discountRate },
      amount: lineAmount({ ...line, quantity, unitPrice, discountRate }),
    })),
    subtotal: booking.subtotal,
    discount: booking.discount,
    serviceCharge: booking.serviceCharge,
    paid: booking.paid,
    ...(shown && { shown }),
  };
}

/** The same for what stays due of a booking that was called off; `amount` as its prices are, with tax or before it, minor units. */
export function feeDocument({
  amount,
  ...of
}: Omit<Parameters<typeof documentOf>[0], 'lines'> & { amount: number }): InvoiceDocument {
  const { currency, locale } = of.pricing;
  const whole = formatMoney(of.booking.total, currency, locale);
  return {
    ...documentOf({ ...of, lines: [] }),
    lines: [
      {
        ...{ name: 'Cancellation fee', notes: `The event came to ${whole}.`, quantity: 1 },
        ...{ unitPrice: amount, discountRate: 0, amount },
      },
    ],
    ...{ subtotal: amount, discount: 0, serviceCharge: 0 },
  };
}
