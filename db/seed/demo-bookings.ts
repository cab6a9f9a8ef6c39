import { v7 } from 'uuid';
import type { bookingStatuses, offerUnits } from '../enums';
import { bookingLines } from '../schema/booking-lines';
import { bookings } from '../schema/bookings';
import { payments } from '../schema/money';
import type { Tx } from '../session';
import { type SeedGuest, seedAnswer } from './demo-answers';
import { seedEvents, seedVenues } from './menu';
import type { SeedPackage } from './packages';

type Priced = {
  id: string;
  name: string;
  price: number;
  unit?: (typeof offerUnits)[number];
  minimumOrder?: number;
};
type Menu = { dishes: Priced[]; offers: Priced[]; whole: SeedPackage };
type Plan = Menu & {
  companyId: string;
  now: Date;
  guests: SeedGuest[];
  managerId?: string;
};
type Status = (typeof bookingStatuses)[number];

const hour = 3_600_000;
const day = 24 * hour;

/** The same numbers on every load, so that a demo can be rehearsed. */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Days from now, and how far the booking came. One runs right now, one is ready to be started. */
function calendar(): { offset: number; status: Status; whole?: boolean }[] {
  const past = Array.from({ length: 42 }, (_, index) => ({
    offset: -3 - index * 4.1,
    whole: index % 10 === 4,
    status: (index % 14 === 9 ? 'cancelled' : 'completed') as Status,
  }));
  const soon: { offset: number; status: Status; whole?: boolean }[] = [
    { offset: -2 / 24, status: 'in_progress' },
    { offset: -1 / 24, status: 'confirmed' },
    { offset: 1, status: 'confirmed' },
    { offset: 2, status: 'quoted' },
    { offset: 4, status: 'confirmed' },
    { offset: 5, status: 'enquiry' },
    { offset: 9, status: 'confirmed', whole: true },
    { offset: 13, status: 'quoted' },
    { offset: 20, status: 'enquiry' },
    { offset: 33, status: 'quoted' },
    { offset: 47, status: 'enquiry' },
  ];
  return [...past.reverse(), ...soon];
}

/** Half a year of bookings with lines, payments, feedback requests and answers. */
export async function seedBookings(tx: Tx, plan: Plan): Promise<void> {
  const random = seeded(42);
  for (const [index, { offset, status, whole }] of calendar().entries()) {
    const guest = plan.guests[index % plan.guests.length];
    const event = seedEvents[random(seedEvents.length)] ?? seedEvents[0];
    if (!guest) continue;
    const guests = 40 + random(16) * 10;
    const single = priceLines(plan, random, guests);
    const lines = whole ? withPackage(plan.whole, guests, single) : single;
    const startsAt = startOf(plan.now, offset, random);
    const subtotal = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
    const tax = taxOf(subtotal);
    const total = subtotal + tax.total;
    const id = v7();
    const eventName = `${guest.name.split(' ')[1] ?? guest.name} ${event.name}`;
    const completedAt = status === 'completed' ? new Date(startsAt.getTime() + 5 * hour) : null;
    await tx.insert(bookings).values({
      id,
      companyId: plan.companyId,
      customerId: guest.id,
      eventName,
      eventType: event.type,
      serviceStyle: 'buffet',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 5 * hour),
      venue: seedVenues[index % seedVenues.length] ?? seedVenues[0],
      guests,
      guaranteedGuests: status === 'enquiry' ? null : guests,
      status,
      menuTotal: sum(lines, 'menu'),
      serviceTotal: sum(lines, 'service'),
      taxTotal: tax.total,
      tax: tax.snapshot,
      deposit: Math.round(total / 2),
      createdBy: plan.managerId,
      completedAt,
      confirmedAt: ['confirmed', 'in_progress', 'completed'].includes(status)
        ? new Date(Math.min(startsAt.getTime() - 14 * day, plan.now.getTime() - 3 * day))
        : null,
      cancelledAt: status === 'cancelled' ? new Date(startsAt.getTime() - 3 * day) : null,
      cancelReason: status === 'cancelled' ? 'The family moved the date.' : null,
      // Confirmed before today at the latest: the watch tells customers of what was confirmed just now.
      createdAt: new Date(
        Math.min(plan.now.getTime() - (status === 'confirmed' ? 4 * day : 0), startsAt.getTime() - 21 * day),
      ),
    });
    await tx
      .insert(bookingLines)
      .values(
        lines.map((line, position) => ({ ...line, companyId: plan.companyId, bookingId: id, position })),
      );
    await seedMoney(tx, { plan, bookingId: id, status, total, startsAt });
    if (completedAt)
      await seedAnswer(tx, {
        companyId: plan.companyId,
        managerId: plan.managerId,
        guest,
        bookingId: id,
        eventName,
        completedAt,
        now: plan.now,
        random,
        index,
      });
  }
}

/** At lunch or in the evening of that day; what is meant to run right now starts within the hours around now. */
function startOf(now: Date, offset: number, random: (below: number) => number): Date {
  const at = new Date(now.getTime() + offset * day);
  if (Math.abs(offset) < 1) return new Date(Math.floor(at.getTime() / (hour / 2)) * (hour / 2));
  at.setUTCHours(11 + random(8), random(2) * 30, 0, 0);
  return at;
}

function priceLines({ dishes, offers }: Menu, random: (below: number) => number, guests: number) {
  const first = random(dishes.length);
  const chosen = [dishes[first], dishes[(first + 1 + random(2)) % dishes.length]].filter(
    (dish) => dish !== undefined,
  );
  const offer = offers[random(offers.length)];
  return [
    ...chosen.map((dish) => ({
      kind: 'menu' as const,
      itemId: dish.id,
      name: dish.name,
      unitPrice: dish.price,
      unit: 'guest' as const,
      follows: true,
      quantity: guests,
      minimumOrder: dish.minimumOrder ?? 1,
    })),
    ...(offer
      ? [
          {
            kind: 'service' as const,
            serviceId: offer.id,
            name: offer.name,
            unitPrice: offer.price,
            unit: offer.unit ?? ('item' as const),
            quantity: (offer.minimumOrder ?? 1) + random(3),
            minimumOrder: offer.minimumOrder ?? 1,
          },
        ]
      : []),
  ];
}

/** A package in the place of single dishes; what is hired stays. */
function withPackage(whole: SeedPackage, guests: number, lines: ReturnType<typeof priceLines>) {
  return [
    {
      kind: 'menu' as const,
      packageId: whole.id,
      choices: whole.choices,
      name: whole.name,
      unitPrice: whole.price,
      unit: 'guest' as const,
      follows: true,
      quantity: guests,
      minimumOrder: whole.minimumGuests,
    },
    ...lines.filter(({ kind }) => kind === 'service'),
  ];
}

const sum = (lines: { kind: string; unitPrice: number; quantity: number }[], kind: string) =>
  lines
    .filter((line) => line.kind === kind)
    .reduce((total, line) => total + line.unitPrice * line.quantity, 0);

function taxOf(subtotal: number) {
  const total = Math.round(subtotal * 0.2);
  const levy = Math.floor(subtotal * 0.025);
  const component = (code: string, name: string, rate: number, amount: number) => ({
    code,
    name,
    rate,
    compound: false,
    amount,
  });
  return {
    total,
    snapshot: {
      profile: 'Ghana standard (Act 1151)',
      components: [
        component('NHIL', 'NHIL', 250, levy),
        component('GETFUND', 'GETFund levy', 250, levy),
        component('VAT', 'VAT', 1500, total - 2 * levy),
      ],
    },
  };
}

async function seedMoney(
  tx: Tx,
  given: { plan: Plan; bookingId: string; status: Status; total: number; startsAt: Date },
): Promise<void> {
  const { plan, bookingId, status, total, startsAt } = given;
  const half = Math.round(total / 2);
  const paid = { completed: total, in_progress: half, confirmed: half, cancelled: 0, enquiry: 0, quoted: 0 }[
    status
  ];
  if (paid === 0) return;
  await tx.insert(payments).values({
    companyId: plan.companyId,
    bookingId,
    amount: paid,
    method: 'mobile_money',
    reference: `MM-${bookingId.slice(-6)}`,
    receivedAt: new Date(Math.min(plan.now.getTime(), startsAt.getTime() - 10 * day)),
    recordedBy: plan.managerId,
  });
}
