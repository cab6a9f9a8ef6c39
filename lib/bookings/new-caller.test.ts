import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { consents, customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { recordConsent } from '@/lib/messaging/consent/record-consent';
import { createBooking } from './mutations';
import { newBookingForm, whoseProblems } from './schema';
import { formOf, makeOffice, type Office } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

/** A Ghanaian mobile number that nobody has yet, as it is dictated. */
let last = 1_000_000 + Math.floor(Math.random() * 8_000_000);
const newPhone = () => {
  last += 1;
  return `024${last}`;
};
const e164 = (phone: string) => `+233${phone.slice(1)}`;

const called = (callerName: string, callerPhone: string, lines?: []) => ({
  ...newBookingForm.parse({
    ...formOf(mine, { customerId: '', ...(lines ? { lines } : {}) }),
    callerName,
    callerPhone,
  }),
});
const withPhone = (phone: string) =>
  actAs(mine.manager, (tx) => tx.select().from(customers).where(eq(customers.phone, phone)));
const customerOf = async (bookingId: string) => {
  const [row] = await actAs(mine.manager, (tx) =>
    tx.select().from(bookings).where(eq(bookings.id, bookingId)),
  );
  return row?.customerId;
};

describe('a booking for a new caller, taken by staff', () => {
  test('makes the customer with it', async () => {
    const phone = newPhone();
    const made = await createBooking(mine.staff, called('Efua Owusu', phone));
    expect(made.known).toBeNull();
    const [customer] = await withPhone(e164(phone));
    expect(customer).toMatchObject({ name: 'Efua Owusu' });
    expect(await customerOf(made.id)).toBe(customer?.id);
  });

  test.each([
    ['as it is dictated', (phone: string) => phone],
    ['with the country', (phone: string) => `+233 ${phone.slice(1)}`],
    [
      'with blanks and dashes',
      (phone: string) => `${phone.slice(0, 3)} ${phone.slice(3, 6)}-${phone.slice(6)}`,
    ],
  ])('whose number, %s, a customer has finds them and changes nothing of theirs', async (_, spell) => {
    const phone = newPhone();
    const customer = await makeCustomer(mine.id, { phone: e164(phone) });
    const [before] = await withPhone(e164(phone));
    const made = await createBooking(mine.staff, called('Somebody Else', spell(phone)));
    expect(made.known).toBe(before?.name);
    expect(await customerOf(made.id)).toBe(customer.id);
    // When their latest event is follows from their bookings.
    const lastEventAt = expect.any(Date);
    expect(await withPhone(e164(phone))).toEqual([{ ...before, lastEventAt }]);
  });

  test('who agrees to messages is known to, by whom and how; a tick takes back no STOP', async () => {
    const saidOf = (customerId: string | undefined) =>
      actAs(mine.manager, (tx) =>
        tx
          .select()
          .from(consents)
          .where(eq(consents.customerId, customerId ?? '')),
      );
    const agreeing = (phone: string) => ({ ...called('Esi Agrees', phone), callerAgrees: true });
    const made = await createBooking(mine.staff, agreeing(newPhone()));
    const said = { channel: 'whatsapp', state: 'granted', source: 'staff', userId: mine.staff.userId };
    expect(await saidOf(await customerOf(made.id))).toEqual([
      expect.objectContaining({ ...said, reason: 'On the phone, with the booking' }),
    ]);
    const silent = await createBooking(mine.staff, called('Yaw Silent', newPhone()));
    expect(await saidOf(await customerOf(silent.id))).toEqual([]);
    const phone = newPhone();
    const { id } = await makeCustomer(mine.id, { phone: e164(phone), optedIn: false });
    await actAs(mine.system, (tx) =>
      recordConsent(tx, { companyId: mine.id, customerId: id, state: 'withdrawn', source: 'whatsapp' }),
    );
    await createBooking(mine.staff, agreeing(phone));
    expect((await saidOf(id)).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  test('finds nobody of another company', async () => {
    const phone = newPhone();
    const theirs = await makeCompany();
    await makeCustomer(theirs.id, { phone: e164(phone) });
    expect(await createBooking(mine.staff, called('Kwesi', phone))).toMatchObject({ known: null });
  });

  test('that is refused leaves no customer behind', async () => {
    const phone = newPhone();
    const lines = [{ thing: { kind: 'dish' as const, id: v7() }, quantity: 1, notes: null, follows: false }];
    const refused = createBooking(mine.staff, { ...called('Yaw', phone), lines });
    await expect(refused).rejects.toMatchObject({ code: 'invalid' });
    expect(await withPhone(e164(phone))).toEqual([]);
  });

  test('sent twice with one key, or by three people at once, makes one customer', async () => {
    const [phone, key] = [newPhone(), v7()];
    const input = called('Adjoa', phone);
    const first = await createBooking(mine.staff, input, { key });
    expect(await createBooking(mine.staff, input, { key })).toEqual(first);
    const shared = newPhone();
    await Promise.all([1, 2, 3].map((at) => createBooking(mine.staff, called(`Caller ${at}`, shared))));
    expect(await withPhone(e164(phone))).toHaveLength(1);
    expect(await withPhone(e164(shared))).toHaveLength(1);
  });

  test('without a name, a number, or with an extension is told all at once', async () => {
    const refused = createBooking(mine.staff, called('', '024 412 3456 ext 7'));
    await expect(refused).rejects.toMatchObject({
      detail: {
        fields: { callerName: expect.any(String), callerPhone: expect.stringContaining('extension') },
      },
    });
    expect(whoseProblems({ customerId: '', callerName: '', callerPhone: '' })).toHaveProperty('customerId');
    expect(whoseProblems({ customerId: v7() })).toEqual({});
  });

  test('still can’t write a customer directly', async () => {
    const direct = actAs(mine.staff, (tx) =>
      tx.insert(customers).values({ companyId: mine.id, name: 'Direct' }),
    );
    await expect(direct).rejects.toMatchObject({ code: '42501' });
  });
});
