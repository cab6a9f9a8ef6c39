import { randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { bookingLines } from '../schema/booking-lines';
import { bookings } from '../schema/bookings';
import { categories, items, services } from '../schema/menu';
import { consents, customers } from '../schema/people';
import { purposeConsents } from '../schema/privacy';
import { actAs } from '../session';

type New<T extends { $inferInsert: object }> = Partial<T['$inferInsert']>;

/** One after the other from somewhere: no two customers of a company may have the same. */
let nextPhone = randomInt(1_000_000, 9_000_000);

const system = (companyId: string) => ({ role: 'system', companyId, name: 'factory' }) as const;

/** A customer with a Ghanaian mobile number who, unless told otherwise, opted in to WhatsApp and offers. */
export async function makeCustomer(
  companyId: string,
  { optedIn = true, ...overrides }: New<typeof customers> & { optedIn?: boolean } = {},
): Promise<{ id: string; name: string; phone: string | null }> {
  const id = overrides.id ?? v7();
  const phone = overrides.phone === undefined ? `+23324${nextPhone++}` : overrides.phone;
  const name = overrides.name ?? 'Ama Mensah';
  await actAs(system(companyId), async (tx) => {
    await tx.insert(customers).values({ ...overrides, id, companyId, name, phone });
    if (optedIn) {
      await tx.insert(consents).values({
        companyId,
        customerId: id,
        channel: 'whatsapp',
        state: 'granted',
        source: 'booking_form',
        textVersion: 'test-1',
      });
      const asked = {
        purpose: 'marketing',
        version: 0,
        words: 'Offers',
        source: 'staff',
        reason: 'test',
      } as const;
      await tx
        .insert(purposeConsents)
        .values({ id: v7(), companyId, customerId: id, state: 'granted', ...asked });
    }
  });
  return { id, name, phone };
}

/** A category with one dish (25.00 a guest, at least 10) and one service (150.00). Prices in minor units. */
export async function makeMenu(
  companyId: string,
): Promise<{ categoryId: string; itemId: string; serviceId: string }> {
  const made = { categoryId: v7(), itemId: v7(), serviceId: v7() };
  const tag = made.itemId.slice(-6);
  await actAs(system(companyId), async (tx) => {
    await tx.insert(categories).values({ id: made.categoryId, companyId, name: `Main ${tag}` });
    await tx.insert(items).values({
      id: made.itemId,
      companyId,
      categoryId: made.categoryId,
      name: `Jollof rice with chicken ${tag}`,
      price: 2500,
      minimumOrder: 10,
    });
    await tx.insert(services).values({
      id: made.serviceId,
      companyId,
      name: `Additional waiter ${tag}`,
      kind: 'staff',
      price: 15_000,
    });
  });
  return made;
}

type BookingOverrides = New<typeof bookings> & { quantity?: number; serviceQuantity?: number };

/**
 * A booking with one menu line (75 × 25.00) and one service line (2 × 150.00) in any status, written by the
 * automation's role, so that the past can be made up. Tax 0 unless given. Its venue is its own.
 */
export async function makeBooking(
  companyId: string,
  { quantity = 75, serviceQuantity = 2, ...overrides }: BookingOverrides = {},
): Promise<{ id: string; reference: string; customerId: string; itemId: string; serviceId: string }> {
  const customerId = overrides.customerId ?? (await makeCustomer(companyId)).id;
  const { itemId, serviceId } = await makeMenu(companyId);
  const id = overrides.id ?? v7();
  const hour = 3_600_000;
  const startsAt = overrides.startsAt ?? new Date(Date.now() + 72 * hour);
  const status = overrides.status ?? 'enquiry';
  const reference = await actAs(system(companyId), async (tx) => {
    const [row] = await tx
      .insert(bookings)
      .values({
        eventName: 'Mensah wedding',
        eventType: 'wedding',
        venue: `Hall ${id.slice(-8)}`,
        guests: 75,
        menuTotal: quantity * 2500,
        serviceTotal: serviceQuantity * 15_000,
        completedAt: status === 'completed' ? new Date() : null,
        cancelledAt: status === 'cancelled' ? new Date() : null,
        ...overrides,
        id,
        companyId,
        customerId,
        startsAt,
        status,
        endsAt: overrides.endsAt ?? new Date(startsAt.getTime() + 4 * hour),
      })
      .returning({ reference: bookings.reference });
    await tx.insert(bookingLines).values([
      {
        companyId,
        bookingId: id,
        kind: 'menu',
        itemId,
        name: 'Jollof rice with chicken',
        unitPrice: 2500,
        quantity,
        minimumOrder: 10,
      },
      {
        companyId,
        bookingId: id,
        kind: 'service',
        serviceId,
        name: 'Additional waiter',
        unitPrice: 15_000,
        quantity: serviceQuantity,
        position: 1,
      },
    ]);
    return row?.reference ?? '';
  });
  return { id, reference, customerId, itemId, serviceId };
}

/** The booking as it is stored now. */
export async function readBooking(companyId: string, id: string) {
  const [row] = await actAs(system(companyId), (tx) => tx.select().from(bookings).where(eq(bookings.id, id)));
  return row;
}

/** Lets the scheduled end of an event that is on have come. */
export async function endBooking(companyId: string, bookingId: string): Promise<void> {
  await actAs(system(companyId), (tx) =>
    tx
      .update(bookings)
      .set({ endsAt: new Date(Date.now() - 60_000) })
      .where(eq(bookings.id, bookingId)),
  );
}
