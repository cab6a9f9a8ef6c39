import { v7 } from 'uuid';
import { bookingLines } from '../schema/booking-lines';
import { bookings } from '../schema/bookings';
import { exchangeRates } from '../schema/menu';
import { occasions } from '../schema/occasions';
import { consents, customers } from '../schema/people';
import type { TaxSnapshot } from '../schema/tax-snapshot';
import type { Tx } from '../session';

type Dish = { id: string; name: string; price: number };
type Plan = { companyId: string; now: Date; dishes: readonly Dish[]; managerId?: string | undefined };

const hour = 3_600_000;
const day = 24 * hour;
const exempt = { reason: 'Registered charity', certificate: 'GRA-EX-2026-0118', until: '2027-12-31' };

/** The parts of one marriage: days from now, at what hour, for how many. */
const parts = [
  { name: 'Traditional engagement', type: 'engagement', offset: 55, at: 9, guests: 80 },
  { name: 'Wedding reception', type: 'wedding', offset: 56, at: 14, guests: 200 },
  { name: 'Thanksgiving brunch', type: 'other', offset: 57, at: 11, guests: 60 },
] as const;

/**
 * What the company's other events don't show: an occasion of three parts that waits for its quote, of a customer who sees totals in
 * dollars as well; a customer who pays no tax, with an event; and the rates of the day.
 */
export async function seedOccasion(tx: Tx, plan: Plan): Promise<void> {
  const { companyId, now } = plan;
  const validFrom = new Date(now.getTime() - day).toISOString().slice(0, 10);
  await tx.insert(exchangeRates).values([
    { id: v7(), companyId, currency: 'USD', validFrom, rate: '12.35' },
    { id: v7(), companyId, currency: 'EUR', validFrom, rate: '14.05' },
  ]);
  const couple = v7();
  const charity = v7();
  await tx.insert(customers).values([
    {
      ...{ id: couple, companyId, name: 'Abena Sarpong', phone: '+233244000180' },
      ...{ email: 'abena@example.test', language: 'en', cuisine: 'ghanaian', displayCurrency: 'USD' },
    },
    {
      ...{ id: charity, companyId, name: 'Ridge Children’s Fund', phone: '+233244000181' },
      ...{ email: 'office@ridge-fund.test', language: 'en', cuisine: 'mixed' },
      ...{ taxExemptReason: exempt.reason, taxExemptCertificate: exempt.certificate },
      taxExemptUntil: exempt.until,
    },
  ]);
  await tx.insert(consents).values(
    [couple, charity].map((customerId) => ({
      ...{ companyId, customerId, channel: 'whatsapp' as const, state: 'granted' as const },
      ...{ source: 'booking_form' as const, textVersion: 'booking-form-1' },
    })),
  );
  const occasionId = v7();
  await tx
    .insert(occasions)
    .values({ id: occasionId, companyId, customerId: couple, name: 'Abena marries Kwesi' });
  for (const part of parts) await seedPart(tx, plan, { ...part, customerId: couple, occasionId });
  await seedPart(tx, plan, {
    ...{ name: 'Children’s Fund dinner', type: 'corporate', offset: 40, at: 18, guests: 90 },
    ...{ customerId: charity, occasionId: null },
  });
}

type Part = {
  name: string;
  type: (typeof parts)[number]['type'] | 'corporate';
  offset: number;
  at: number;
  guests: number;
  customerId: string;
  occasionId: string | null;
};

async function seedPart(tx: Tx, { companyId, now, dishes, managerId }: Plan, part: Part): Promise<void> {
  const { name, type, offset, at, guests, customerId, occasionId } = part;
  const startsAt = new Date(now.getTime() + offset * day);
  startsAt.setUTCHours(at, 0, 0, 0);
  const chosen = dishes.slice(0, 3);
  const net = chosen.reduce((sum, dish) => sum + dish.price * guests, 0);
  const tax = taxOf(net, occasionId === null);
  const id = v7();
  await tx.insert(bookings).values({
    ...{ id, companyId, customerId, occasionId, eventName: name, eventType: type, guests },
    ...{ serviceStyle: 'buffet', status: 'enquiry', createdBy: managerId },
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + 5 * hour), venue: 'Aburi Garden Lodge' },
    ...{ menuTotal: net, serviceTotal: 0, taxTotal: tax.total, tax: tax.snapshot },
    deposit: Math.round((net + tax.total) / 2),
  });
  await tx.insert(bookingLines).values(
    chosen.map((dish, position) => ({
      ...{ companyId, bookingId: id, position, kind: 'menu' as const, itemId: dish.id, name: dish.name },
      ...{ unitPrice: dish.price, unit: 'guest' as const, follows: true, quantity: guests, minimumOrder: 1 },
    })),
  );
}

function taxOf(net: number, isExempt: boolean): { total: number; snapshot: TaxSnapshot } {
  const total = isExempt ? 0 : Math.round(net * 0.2);
  const levy = isExempt ? 0 : Math.floor(net * 0.025);
  const component = (code: string, name: string, rate: number, amount: number) => ({
    ...{ code, name, rate, compound: false, amount },
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
      ...(isExempt && { exempt }),
    },
  };
}
