import 'server-only';
import { randomBytes } from 'node:crypto';
import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { checkoutParts, checkouts } from '@/db/schema/checkouts';
import { customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { required } from '@/lib/platform/env';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { loadPricing } from '@/lib/pricing/queries';
import { inTime, lockBookings } from '../../load';
import { askSchedule } from '../../schedule/queries';
import { accountOf, loadAccount, systemOf } from './keys';
import { payAddress } from './link';
import { type Due, mayAsk, nextAsk, nextOf, openOf, thatTake } from './rules';
import { type Checkout, change, type Event, lockCheckout } from './settle-checkout';

export type Opening = {
  companyId: string;
  /** The event, or those of one customer that are paid at once. */
  bookingIds: readonly string[];
  openedBy: Checkout['openedBy'];
  userId?: string;
} & ({ purpose: Due['purpose'] } | { purpose: 'amount'; amount: number });

/** Minutes for which the same wish again, by a second click or another tab, is the same checkout. */
const sameMinutes = 30;
const noKeys = 'Payments online aren’t set up.';

/** Asks for a payment: one checkout, whose page sends the customer on to the provider. Throws Refusal. */
export async function openCheckout(opening: Opening, now: Date): Promise<{ id: string; amount: number }> {
  const { companyId } = opening;
  return actAs(systemOf(companyId), (tx) => openLocked(tx, opening, now));
}

/** The same within a transaction that has the rights of the automation. */
export async function openLocked(
  tx: Tx,
  opening: Opening,
  now: Date,
): Promise<{ id: string; amount: number }> {
  const { companyId, openedBy, purpose } = opening;
  const byCustomer = openedBy !== 'office';
  const all = inTime(await lockBookings(tx, opening.bookingIds));
  if (all.length < opening.bookingIds.length) throw notFound('event');
  if (new Set(all.map(({ customerId }) => customerId)).size > 1)
    throw new Refusal('conflict', 'One payment is for events of one customer.');
  if (!(await loadAccount(tx, companyId))) throw new Refusal('conflict', noKeys);
  // Where nothing is left of any, the rule says why of all.
  const taking = thatTake(all, { byCustomer });
  const events = taking.length > 0 ? taking : all;
  const wanted = await amountOf(tx, opening, events, now);
  if (wanted === 0 && purpose === 'deposit') throw new Refusal('conflict', 'The deposit is paid.');
  if (wanted === 0 && purpose === 'instalment')
    throw new Refusal('conflict', 'Nothing more of the plan is to be paid.');
  mustAllow(mayAsk(events, wanted, { byCustomer }));
  const same = await findSame(tx, { events, amount: wanted, openedBy, now });
  if (same) return { id: same, amount: wanted };
  const { currency } = await loadPricing(tx);
  const id = v7();
  await tx.insert(checkouts).values({
    ...{
      id,
      companyId,
      bookingId: leadOf(events),
      purpose,
      amount: wanted,
      currency,
      openedBy,
      openedAt: now,
    },
    openedByUser: opening.userId ?? null,
    reference: `ct${randomBytes(14).toString('hex')}`,
  });
  if (events.length > 1)
    await tx
      .insert(checkoutParts)
      .values(events.map((event) => ({ companyId, checkoutId: id, bookingId: event.id })));
  return { id, amount: wanted };
}

/** The first of them, which a checkout is found by. */
function leadOf([first]: readonly Event[]): string {
  if (!first) throw notFound('event');
  return first.id;
}

/** How much is asked for, minor units; never more of the plan than is left to pay in all. */
async function amountOf(tx: Tx, opening: Opening, events: readonly Event[], now: Date): Promise<number> {
  if (opening.purpose === 'amount') return opening.amount;
  const open = openOf(events);
  if (opening.purpose !== 'instalment') return open[opening.purpose];
  const { timeZone } = await loadPricing(tx);
  const planned = [];
  for (const { id, status } of events) planned.push({ status, schedule: await askSchedule(tx, { id }) });
  return Math.min(open.balance, nextOf(planned, dayKey(now, timeZone)));
}

type Wish = { events: readonly Event[]; amount: number; openedBy: Checkout['openedBy']; now: Date };

async function findSame(tx: Tx, { events, amount, openedBy, now }: Wish): Promise<string | undefined> {
  const ids = events.length > 1 ? events.map(({ id }) => id).sort() : [];
  const [row] = await tx
    .select({ id: checkouts.id, address: checkouts.address, startedAt: checkouts.startedAt })
    .from(checkouts)
    .where(
      and(
        eq(checkouts.bookingId, leadOf(events)),
        sql`array(select ${checkoutParts.bookingId} from ${checkoutParts} where ${checkoutParts.companyId} = ${checkouts.companyId}
          and ${checkoutParts.checkoutId} = ${checkouts.id} order by 1) = ${`{${ids.join(',')}}`}::uuid[]`,
        eq(checkouts.amount, amount),
        eq(checkouts.openedBy, openedBy),
        eq(checkouts.state, 'opened'),
        isNull(checkouts.trouble),
        gte(checkouts.openedAt, new Date(now.getTime() - sameMinutes * 60_000)),
      ),
    )
    .orderBy(desc(checkouts.openedAt))
    .limit(1);
  // One whose page the provider may or may not have opened is left to the sweep.
  return row && (row.address !== null || row.startedAt === null) ? row.id : undefined;
}

/**
 * Has the provider open its page for a checkout, once; gives that checkout, or the new one that takes the place of one that
 * failed or was given up. Throws Refusal with a sentence for the customer.
 */
export async function startCheckout(companyId: string, id: string, now: Date): Promise<string> {
  const account = await accountOf(companyId);
  if (!account) throw new Refusal('conflict', `${noKeys} Pay in another way.`);
  const claimed = await actAs(systemOf(companyId), (tx) => claim(tx, id, now));
  if ('open' in claimed) return claimed.open;
  const { checkout, email } = claimed;
  const { reference, amount, currency } = checkout;
  const backTo = payAddress({ companyId, id: checkout.id });
  const started = await account.provider.start(account.key, { reference, amount, currency, email, backTo });
  await actAs(systemOf(companyId), async (tx) => {
    if (started.ok) await change(tx, checkout, { address: started.address });
    else if (!started.unknown)
      await change(tx, checkout, { state: 'failed', failure: started.message, nextAskAt: null });
  });
  if (started.ok) return checkout.id;
  throw new Refusal(
    'conflict',
    'The payment page could not be opened, and nothing was taken. Please try again in a minute.',
  );
}

type Claimed = { open: string } | { checkout: Checkout; email: string };

/** Takes on the opening of a page, in its own transaction before the provider is asked: two never open one reference. */
async function claim(tx: Tx, id: string, now: Date): Promise<Claimed> {
  const locked = await lockCheckout(tx, { id });
  if (!locked) throw notFound('payment');
  const { events } = locked;
  let { checkout } = locked;
  if (checkout.paidAt !== null) return { open: id };
  if (checkout.state === 'opened' && checkout.address !== null && checkout.trouble === null)
    return { open: id };
  const amount = Math.min(checkout.amount, openOf(events).balance);
  mustAllow(mayAsk(events, amount, { byCustomer: false }));
  if (checkout.startedAt !== null || amount !== checkout.amount) {
    const isOpening = checkout.state === 'opened' && checkout.startedAt !== null;
    if (isOpening && now.getTime() - (checkout.startedAt?.getTime() ?? 0) < 15_000)
      throw new Refusal('conflict', 'The payment page is being opened. Please wait a moment.');
    const { companyId, openedBy, openedByUser } = checkout;
    const next = await openLocked(
      tx,
      {
        ...{ companyId, bookingIds: events.map((event) => event.id), openedBy },
        ...{ userId: openedByUser ?? undefined, purpose: 'amount', amount },
      },
      now,
    );
    const [row] = await tx.select().from(checkouts).where(eq(checkouts.id, next.id)).for('update');
    if (!row) throw notFound('payment');
    if (row.address !== null) return { open: row.id };
    checkout = row;
  }
  await change(tx, checkout, { startedAt: now, nextAskAt: nextAsk(now, 0, now) });
  const [customer] = await tx
    .select({ email: customers.email })
    .from(customers)
    .where(eq(customers.id, events[0]?.customerId ?? ''));
  return { checkout, email: customer?.email ?? `${checkout.reference}@${mailHost()}` };
}

/** The provider wants an address of everybody; whoever has none gets one that nobody reads. */
function mailHost(): string {
  const { hostname } = new URL(required('PUBLIC_URL'));
  return /^[\d.]+$|^localhost$|:/.test(hostname) ? 'no-address.invalid' : hostname;
}
