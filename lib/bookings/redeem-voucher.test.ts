import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, readBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { vouchers } from '@/db/schema/cases';
import { actAs } from '@/db/session';
import { cancelBooking } from './cancelling/call-off';
import { updateBooking } from './mutations';
import { redeemVoucher } from './redeem-voucher';
import { voucherInput } from './schema';
import { edit } from './testing/office';

const day = 86_400_000;
let company: TestCompany;
let customerId: string;
beforeEach(async () => {
  company = await makeCompany({ components: [{ code: 'VAT', name: 'VAT', rate: 1500 }] });
  customerId = (await makeCustomer(company.id)).id;
});

const earn = async () =>
  (await makeBooking(company.id, { customerId, status: 'completed', startsAt: new Date(Date.now() - day) }))
    .id;

/** A voucher of 10 % that the customer earned with their past event; gives its code. */
async function makeVoucher(overrides: Partial<typeof vouchers.$inferInsert> = {}): Promise<string> {
  const earned = overrides.bookingId ?? (await earn());
  const code = v7().replaceAll('-', '').slice(-8).toUpperCase();
  await actAs(company.system, (tx) =>
    tx.insert(vouchers).values({
      companyId: company.id,
      code,
      customerId,
      bookingId: earned,
      rate: 1000,
      expiresAt: new Date(Date.now() + 30 * day),
      ...overrides,
    }),
  );
  return code;
}
const next = async (overrides: Parameters<typeof makeBooking>[1] = {}) =>
  (await makeBooking(company.id, { customerId, ...overrides })).id;
const stateOf = async (code: string) =>
  (await actAs(company.system, (tx) => tx.select().from(vouchers).where(eq(vouchers.code, code))))[0];

describe('a voucher', () => {
  test('takes its rate off menu and services before tax, and is redeemed', async () => {
    const [code, bookingId] = [await makeVoucher(), await next()];
    const typed = voucherInput.parse({
      bookingId,
      code: ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `,
    });
    await redeemVoucher(company.staff, typed);
    expect(await readBooking(company.id, bookingId)).toMatchObject({
      subtotal: 217_500,
      discount: 21_750,
      discountRate: 1000,
      taxTotal: 29_363,
      total: 225_113,
      deposit: 112_557,
    });
    expect(await stateOf(code)).toMatchObject({ state: 'redeemed', redeemedBookingId: bookingId });
  });

  test('goes on to hold when the booking is edited, with the discount of the new sum', async () => {
    const [code, bookingId] = [await makeVoucher(), await next()];
    await redeemVoucher(company.manager, { bookingId, code });
    const larger = await edit(company, bookingId, ({ lines }) => ({
      lines: lines.slice(0, 1).map((dish) => ({ ...dish, quantity: '100' })),
    }));
    await updateBooking(company.manager, larger);
    expect(await readBooking(company.id, bookingId)).toMatchObject({
      subtotal: 250_000,
      discount: 25_000,
      total: 258_750,
    });
  });

  test('of two bookings that want it at once, one gets it', async () => {
    const [code, one, other] = [await makeVoucher(), await next(), await next()];
    const results = await Promise.allSettled(
      [one, other].map((bookingId) => redeemVoucher(company.staff, { bookingId, code })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const totals = await Promise.all([one, other].map((id) => readBooking(company.id, id)));
    expect(totals.filter((booking) => booking?.discount === 21_750)).toHaveLength(1);
  });

  test('comes back when the booking is cancelled', async () => {
    const [code, bookingId] = [await makeVoucher(), await next()];
    await redeemVoucher(company.manager, { bookingId, code });
    await cancelBooking(company.manager, { id: bookingId, reason: 'Moved abroad' });
    expect(await stateOf(code)).toMatchObject({ state: 'issued', redeemedAt: null });
    await redeemVoucher(company.manager, { bookingId: await next(), code });
  });
});

describe('is refused, beside its field,', () => {
  const refused = async (given: { bookingId?: string; code?: string }, said: RegExp) => {
    const input = { bookingId: given.bookingId ?? (await next()), code: given.code ?? (await makeVoucher()) };
    await expect(redeemVoucher(company.manager, input)).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { code: expect.stringMatching(said) } },
    });
    expect(await readBooking(company.id, input.bookingId)).toMatchObject({ discount: 0, discountRate: 0 });
  };

  test('a code that nobody has, or someone else', async () => {
    await refused({ code: 'NOPE2345' }, /no voucher/);
    const stranger = (await makeCustomer(company.id)).id;
    await refused({ code: await makeVoucher({ customerId: stranger }) }, /no voucher/);
  });

  test('one that has expired or was used', async () => {
    await refused({ code: await makeVoucher({ expiresAt: new Date(Date.now() - 1) }) }, /no longer valid/);
    const code = await makeVoucher();
    await redeemVoucher(company.manager, { bookingId: await next(), code });
    await refused({ code }, /already redeemed/);
  });
});

describe('is refused', () => {
  test('on a booking that has one, and on a closed one', async () => {
    const earned = await earn();
    const [first, second] = [await makeVoucher(), await makeVoucher()];
    const bookingId = await next();
    await redeemVoucher(company.manager, { bookingId, code: first });
    const conflict = { code: 'conflict' };
    await expect(redeemVoucher(company.manager, { bookingId, code: second })).rejects.toMatchObject(conflict);
    await expect(redeemVoucher(company.manager, { bookingId: earned, code: second })).rejects.toMatchObject(
      conflict,
    );
    expect(await stateOf(second)).toMatchObject({ state: 'issued' });
  });

  test('to another company, as if the booking didn’t exist', async () => {
    const stranger = (await makeCompany()).manager;
    const input = { bookingId: await next(), code: await makeVoucher() };
    await expect(redeemVoucher(stranger, input)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('by the database, to a client who writes the discount themselves', async () => {
    const bookingId = await next();
    const client = { ...company.manager, role: 'client' as const, customerId };
    const write = actAs(client, (tx) =>
      tx.update(bookings).set({ discountRate: 5000 }).where(eq(bookings.id, bookingId)),
    );
    await expect(write).rejects.toThrow();
  });
});
