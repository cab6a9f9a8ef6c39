import { v7 } from 'uuid';
import { makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { asTyped } from '@/lib/platform/testing/as-typed';
import { valuesOf } from '../form-values';
import { recordPayment } from '../money/payments';
import { paymentForm } from '../money/schema';
import { createBooking } from '../mutations';
import { readBooking } from '../queries';
import { type BookingUpdate, type BookingValues, bookingForm } from '../schema';

const hour = 3_600_000;

export type Office = TestCompany & { customerId: string; menu: Awaited<ReturnType<typeof makeMenu>> };

/** A company with 15 % VAT, a customer and a dish and a service to sell. */
export async function makeOffice(
  components: NonNullable<Parameters<typeof makeCompany>[0]>['components'] = [
    { code: 'VAT', name: 'VAT', rate: 1500 },
  ],
): Promise<Office> {
  const company = await makeCompany({ components });
  const [customer, menu] = [await makeCustomer(company.id), await makeMenu(company.id)];
  return { ...company, customerId: customer.id, menu };
}

/** A whole minute so many hours from now. */
export const inHours = (hours: number): Date =>
  new Date(Math.ceil(Date.now() / 60_000) * 60_000 + hours * hour);

/** The same as a form's field holds it in Ghana, whose clock is UTC. */
export const localIn = (hours: number): string => inHours(hours).toISOString().slice(0, 16);

/** A filled form: a wedding for 75 in three days at a venue of its own. */
export function formOf({ customerId, menu }: Office, overrides: Partial<BookingValues> = {}): BookingValues {
  return {
    customerId,
    eventName: 'Mensah wedding',
    eventType: 'wedding',
    serviceStyle: 'buffet',
    startsAt: localIn(72),
    endsAt: localIn(76),
    venue: `Hall ${v7()}`,
    venueAddress: '',
    guests: '75',
    guaranteedGuests: '',
    children: '',
    vendorMeals: '',
    specialRequests: '',
    dietary: '',
    lines: [
      { thing: { kind: 'dish' as const, id: menu.itemId }, quantity: '75', notes: '' },
      { thing: { kind: 'service' as const, id: menu.serviceId }, quantity: '2', notes: '' },
    ],
    ...overrides,
  };
}

export const create = (office: Office, overrides: Partial<BookingValues> = {}) =>
  createBooking(office.manager, bookingForm.parse(formOf(office, overrides)));

/** The edit that a person's form sends who opened the booking now and made the change. */
export async function edit(
  { manager }: Pick<TestCompany, 'manager'>,
  id: string,
  change: (from: BookingValues) => Partial<BookingValues>,
): Promise<BookingUpdate> {
  const detail = await readBooking(manager, id);
  if (!detail) throw new Error('There is no such booking');
  const base = valuesOf(detail.booking, detail.lines, 'Africa/Accra');
  return { ...bookingForm.parse({ ...base, ...change(base) }), id, version: detail.booking.version, base };
}

type Paid = { bookingId: string; amount: string; key?: string };

/** Staff take cash, typed in Ghana; the same `key` is the same form sent again. */
export async function pay({ staff }: Pick<TestCompany, 'staff'>, { bookingId, amount, key }: Paid) {
  const place = { currency: 'GHS', locale: 'en-GH' };
  const typed = asTyped(paymentForm(place), {
    amount,
    method: 'cash',
    reference: '',
    receivedOn: new Date().toISOString().slice(0, 10),
  });
  return recordPayment(staff, { bookingId, ...typed }, { key });
}

/** What the promise was refused with; nothing when it was kept. */
export const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
