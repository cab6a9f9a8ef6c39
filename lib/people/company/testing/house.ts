import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { makeBooking } from '@/db/factories/booking';
import { makeSession } from '@/db/factories/session';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { visit } from '@/db/visit';
import { emptyCustomer } from '@/lib/customers/form-values';
import { createCustomer } from '@/lib/customers/mutations';
import { customerInput } from '@/lib/customers/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { amountAsWritten, isIn, made, paper, placeOf, stands } from './acts';
import type { Column, Setting } from './forms';

/** Who the company is, where it is, how its people get in, and its paper. */
export const house: Partial<Record<Column, Setting>> = {
  name: { ...stands('Akosua’s Kitchen'), form: 'profile', says: 'As customers know you.' },
  legalName: { ...stands('Akosua Ltd'), form: 'profile', says: 'Stands on papers above the address.' },
  address: { ...stands('12 Ring Road'), form: 'profile', says: 'On papers and customers’ pages.' },
  phone: { ...stands('+233301234567'), form: 'profile', says: 'Customers are told to call it.' },
  email: { ...stands('hello@akosua.test'), form: 'profile', says: 'On papers, and the sender of your mails' },
  taxNumber: { ...stands('C0001234567'), form: 'profile', says: 'As your tax office writes it; on papers.' },
  referencePrefix: {
    ...{ form: 'profile', says: 'Of new bookings; those there are keep their numbers.', to: 'AK' },
    does: async (o) => (await made(o)).reference.slice(0, 2),
    ...{ was: 'BK', is: 'AK' },
  },
  country: {
    ...{ form: 'place', says: 'Phone numbers without a country code are of it.', to: 'NG' },
    does: async ({ manager, system }) => {
      const phone = '0802 345 6789';
      const { id } = await createCustomer(
        manager,
        customerInput.parse({ ...emptyCustomer, name: 'Ama', phone }),
      ).catch(() => ({ id: v7() }));
      const [row] = await actAs(system, (tx) => tx.select().from(customers).where(eq(customers.id, id)));
      return row?.phone?.slice(0, 4);
    },
    ...{ was: undefined, is: '+234' },
  },
  timeZone: {
    ...{ form: 'place', says: 'Days, quiet hours and due dates are by this clock.', to: 'Africa/Lagos' },
    does: async ({ id, system }) => {
      const event = { startsAt: new Date('2099-06-10T23:30:00Z'), status: 'confirmed', deposit: 0 } as const;
      const booking = await makeBooking(id, event);
      const [row] = await actAs(system, (tx) =>
        tx.execute<{ due: string }>(
          sql`select max(due_on)::text as due from payment_dues where booking_id = ${booking.id}`,
        ),
      );
      return row?.due;
    },
    ...{ was: '2099-06-03', is: '2099-06-04' },
  },
  currency: {
    ...{ form: 'place', says: 'Until the first price or event is there; then it is settled.', to: 'EUR' },
    does: amountAsWritten,
    ...{ was: 'GHS', is: 'EUR' },
  },
  locale: {
    ...{ form: 'place', says: 'How amounts and dates are written and read', to: 'fr-FR' },
    does: async (o) => {
      const { locale } = await placeOf(o);
      return formatMoney(123_456, 'GHS', locale).includes('1,234.56');
    },
    ...{ was: true, is: false },
  },
  language: {
    ...{ form: 'place', says: 'Of papers, and of customers whose language nobody noted.', to: 'fr' },
    ...{ does: async (o) => /Facture/i.test(await paper(o)), was: false, is: true },
  },
  secondFactorRoles: {
    ...{ form: 'access', says: 'They sign in with a code of an app on their phone as well.', to: ['staff'] },
    does: async ({ staff }) => {
      const found = await visit(await makeSession(staff.userId));
      return found?.identity.mustSetUp ?? false;
    },
    ...{ was: false, is: true },
  },
  sessionIdleHours: {
    ...{ form: 'access', says: 'Without opening or saving anything', to: 2, does: isIn('seenAt', 3) },
    ...{ was: true, is: false },
  },
  sessionDays: {
    ...{ form: 'access', says: 'However busy somebody is; at most 14.', to: 1, does: isIn('createdAt', 48) },
    ...{ was: true, is: false },
  },
  documentFooter: {
    ...{
      ...stands('Registered in Accra'),
      form: 'letterhead',
      says: 'Small: where the company is registered',
    },
  },
  paymentInstructions: {
    ...{ ...stands('By mobile money'), form: 'letterhead', says: 'on papers that ask for money.' },
  },
  paperSize: {
    ...{ form: 'letterhead', says: 'Of every paper that is drawn or printed from now on.', to: 'letter' },
    ...{ does: async (o) => (await paper(o)).includes('"letter"'), was: false, is: true },
  },
  logoId: {
    ...{ form: 'letterhead', says: 'Over the name on every paper and link', to: v7() },
    ...{ does: async (o) => /"width":80/.test(await paper(o)), was: false, is: true },
  },
};
