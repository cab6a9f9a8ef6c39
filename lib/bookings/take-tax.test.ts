import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { invoices, postingLines } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { saveBilling } from '@/lib/customers/billing/mutations';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { saveTaxWay } from '@/lib/pricing/tax/mutations';
import { cancelBooking } from './cancelling/call-off';
import { agreeDiscount } from './discount';
import { creditInvoice, issueInvoice } from './money/invoices';
import { advanceBooking, updateBooking } from './mutations';
import { partScreen } from './occasions/screens';
import { readBooking } from './queries';
import { setServiceCharge } from './service-charge';
import { takeTax } from './take-tax';
import { tellTaxOffer } from './tax-offer';
import { create, edit, localIn, makeOffice, type Office, pay } from './testing/office';

let mine: Office;
const ghana = [
  { code: 'VAT', name: 'VAT', rate: 1500 },
  { code: 'NHIL', name: 'NHIL', rate: 250 },
  { code: 'GETFUND', name: 'GETFund', rate: 250 },
];
beforeAll(async () => {
  mine = await makeOffice(ghana);
});

const detailOf = async (id: string) => {
  const detail = await readBooking(mine.manager, id);
  if (!detail) throw new Error('There is no such booking');
  return detail;
};
const bookingOf = async (id: string) => (await detailOf(id)).booking;
const versionOf = async (of: typeof companies | typeof customers, id: string) => {
  const [row] = await actAs(mine.manager, (tx) =>
    tx.select({ version: of.version }).from(of).where(eq(of.id, id)),
  );
  return row?.version ?? 0;
};
const include = async (pricesIncludeTax: boolean) =>
  saveTaxWay(mine.manager, { pricesIncludeTax, version: await versionOf(companies, mine.id) });
const exempt = async (customerId: string, until: string | null = null, reason: string | null = 'Mission') =>
  saveBilling(mine.manager, {
    ...{ customerId, version: await versionOf(customers, customerId), displayCurrency: null },
    exemption: reason === null ? null : { reason, certificate: '12/B', until },
  });
const confirm = (id: string) => advanceBooking(mine.manager, { id, to: 'confirmed' });
const issue = async (id: string, total?: number) =>
  issueInvoice(mine.staff, {
    ...{ bookingId: id, dueOn: '2099-12-31' },
    total: total ?? (await bookingOf(id)).total,
  });
const billOf = async (id: string) => {
  const [bill] = await actAs(mine.manager, (tx) => tx.select().from(invoices).where(eq(invoices.id, id)));
  if (!bill) throw new Error('There is no such invoice');
  return bill;
};
/** What stands on each account of a booking, the parts of the tax apart. */
async function ledger(bookingId: string) {
  const rows = await actAs(mine.manager, (tx) =>
    tx
      .select({
        account: sql<string>`concat_ws(' ', ${postingLines.account}, nullif(${postingLines.part}, ''))`,
        amount: sql<string>`sum(${postingLines.amount})`,
      })
      .from(postingLines)
      .where(eq(postingLines.bookingId, bookingId))
      .groupBy(postingLines.account, postingLines.part),
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, Number(amount)]));
}

describe('prices that include tax', () => {
  test('are the total; a booking keeps that when the company changes its mind, and drafts are offered the change', async () => {
    await include(true);
    const { id } = await create(mine);
    const sum = { total: 217_500, taxTotal: 36_250, tax: { included: true } };
    expect(await bookingOf(id)).toMatchObject(sum);
    await include(false);
    await updateBooking(mine.staff, await edit(mine, id, () => ({ eventName: 'Another name' })));
    await agreeDiscount(mine.staff, { bookingId: id, rate: 0, amount: 7500, reason: 'Friends' });
    await setServiceCharge(mine.staff, { bookingId: id, rate: 1000, taxed: true });
    expect(await bookingOf(id)).toMatchObject({ total: 231_000, taxTotal: 38_500, tax: { included: true } });
    const { id: other } = await create(mine);
    expect(await bookingOf(other)).toMatchObject({ total: 261_000, taxTotal: 43_500 });

    const pricing = { timeZone: 'Africa/Accra', depositRate: 0, profiles: [], pricesIncludeTax: false };
    expect(tellTaxOffer(await detailOf(id), pricing)).toMatchObject({ included: false });
    expect(tellTaxOffer(await detailOf(other), pricing)).toBeUndefined();
    await confirm(id);
    expect(tellTaxOffer(await detailOf(id), pricing)).toBeUndefined();
    await takeTax(mine.staff, { bookings: [id], prices: true });
    expect(await bookingOf(id)).toMatchObject({ total: 231_000, tax: { included: true } });
    // Where it moves to another day its prices still mean what they meant.
    await updateBooking(
      mine.manager,
      await edit(mine, id, () => ({ startsAt: localIn(120), endsAt: localIn(124) })),
    );
    expect(await bookingOf(id)).toMatchObject({ total: 231_000, tax: { included: true } });
  });

  test('a draft takes the change up, and back, where somebody says so', async () => {
    const { id } = await create(mine);
    await include(true);
    await takeTax(mine.staff, { bookings: [id], prices: false });
    expect(await bookingOf(id)).toMatchObject({ total: 261_000 });
    await takeTax(mine.staff, { bookings: [id], prices: true });
    expect(await bookingOf(id)).toMatchObject({ total: 217_500, taxTotal: 36_250 });
    await include(false);
    await takeTax(mine.staff, { bookings: [id], prices: true });
    expect(await bookingOf(id)).toMatchObject({ total: 261_000, taxTotal: 43_500 });
  });

  test('are billed, posted and credited net, each part of the tax apart', async () => {
    await include(true);
    const { id } = await create(mine);
    await setServiceCharge(mine.staff, { bookingId: id, rate: 1000, taxed: true });
    await confirm(id);
    await include(false);
    await pay(mine, { bookingId: id, amount: '500' });
    const bill = await billOf((await issue(id)).id);
    // 2,175.00 and a charge of 217.50 with a sixth of tax in each.
    expect(bill).toMatchObject({ net: 199_375, serviceCharge: 18_125, taxTotal: 39_875, total: 239_250 });
    expect(bill.document).toMatchObject({ subtotal: 217_500, serviceCharge: 21_750 });
    expect(await ledger(id)).toMatchObject({
      ...{ revenue: -181_250, service_charge: -18_125, receivable: 189_250 },
      ...{ 'tax VAT': -29_906, 'tax NHIL': -4985, 'tax GETFUND': -4984 },
    });
    for (const amount of [1, 77_777, 239_250 - 77_778])
      await creditInvoice(mine.manager, { invoiceId: bill.id, amount, reason: 'Wrong' });
    const left = await ledger(id);
    for (const account of ['revenue', 'service_charge', 'tax VAT', 'tax NHIL', 'tax GETFUND'])
      expect(left[account]).toBe(0);
  });

  test('called off, the fee is a share of the total, and its tax is in it', async () => {
    await include(true);
    const { id } = await create(mine);
    await confirm(id);
    await include(false);
    await cancelBooking(mine.manager, { id, reason: 'Ill', fee: 60_000, feeReason: 'As agreed' });
    expect(await bookingOf(id)).toMatchObject({ cancellationFee: 60_000, takenOff: 157_500 });
    const bill = await billOf((await issue(id, 60_000)).id);
    expect(bill).toMatchObject({ net: 50_000, taxTotal: 10_000, total: 60_000, serviceCharge: 0 });
    expect(bill.document).toMatchObject({ subtotal: 60_000, lines: [{ amount: 60_000 }] });
  });
});

describe('a customer who pays no tax', () => {
  test('pays none of what they book from then on; open bookings are offered it and keep theirs until then', async () => {
    const { id: customerId } = await makeCustomer(mine.id);
    const { id: open } = await create(mine, { customerId });
    const { id: agreed } = await create(mine, { customerId });
    await confirm(agreed);
    await exempt(customerId);
    const { id } = await create(mine, { customerId });
    const free = { total: 217_500, taxTotal: 0, tax: { exempt: { reason: 'Mission', certificate: '12/B' } } };
    expect(await bookingOf(id)).toMatchObject(free);
    await updateBooking(mine.staff, await edit(mine, open, () => ({ eventName: 'Another name' })));
    expect(await bookingOf(open)).toMatchObject({ total: 261_000 });
    const answer = await takeTax(mine.staff, { bookings: [open, agreed, id], prices: false });
    expect(answer).toEqual({ changed: 2, kept: [] });
    expect(await bookingOf(open)).toMatchObject(free);
    expect(await bookingOf(agreed)).toMatchObject(free);
    const bill = await billOf((await issue(agreed)).id);
    expect(bill).toMatchObject({ net: 217_500, taxTotal: 0, tax: { exempt: { reason: 'Mission' } } });

    await exempt(customerId, null, null);
    await updateBooking(mine.staff, await edit(mine, open, () => ({ eventName: 'A third name' })));
    expect(await bookingOf(open)).toMatchObject({ total: 217_500 });
    const back = await takeTax(mine.staff, { bookings: [open, agreed], prices: false });
    expect(back).toMatchObject({ changed: 1, kept: [{ why: expect.stringMatching(/^INV-.* Credit that/) }] });
    expect(await bookingOf(open)).toMatchObject({ total: 261_000, taxTotal: 43_500 });
    await expect(takeTax(mine.staff, { bookings: [agreed], prices: false })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('pays tax on events after the last day of their certificate, and none of prices that include it', async () => {
    const { id: customerId } = await makeCustomer(mine.id);
    await exempt(customerId, localIn(72).slice(0, 10));
    await include(true);
    const { id } = await create(mine, { customerId });
    await include(false);
    expect(await bookingOf(id)).toMatchObject({ total: 181_250, taxTotal: 0, tax: { relief: 36_250 } });
    const far = { startsAt: localIn(120), endsAt: localIn(124) };
    await updateBooking(mine.staff, await edit(mine, id, () => far));
    expect(await bookingOf(id)).toMatchObject({ total: 217_500, taxTotal: 36_250 });
    const { id: later } = await create(mine, { customerId, ...far });
    expect(await bookingOf(later)).toMatchObject({ total: 261_000 });
  });

  test('is known to the form of another part of their event', async () => {
    const { id: customerId } = await makeCustomer(mine.id);
    await exempt(customerId);
    const { id } = await create(mine, { customerId });
    const opened = await openScreen(partScreen, {
      sessionId: await makeSession(mine.staff.userId),
      address: { params: { id }, search: {} },
    });
    if (opened.state !== 'open') throw new Error(opened.state);
    expect(receive(opened.sent).data.customer).toMatchObject({
      ...{ id: customerId, exemption: { reason: 'Mission', certificate: '12/B' } },
    });
  });

  test('is another’s event no more when it goes to somebody who pays tax', async () => {
    const { id: customerId } = await makeCustomer(mine.id);
    await exempt(customerId);
    const { id } = await create(mine, { customerId });
    await updateBooking(mine.staff, await edit(mine, id, () => ({ customerId: mine.customerId })));
    expect(await bookingOf(id)).toMatchObject({ total: 261_000, taxTotal: 43_500 });
    await updateBooking(mine.staff, await edit(mine, id, () => ({ customerId })));
    expect(await bookingOf(id)).toMatchObject({ total: 217_500, taxTotal: 0 });
  });

  test('is a manager’s to say, of the own company alone, and not over another’s word', async () => {
    const { id: customerId } = await makeCustomer(mine.id);
    const asked = { customerId, version: 1, displayCurrency: null, exemption: null };
    await expect(saveBilling(mine.staff as never, asked)).rejects.toMatchObject({ code: 'forbidden' });
    const other = await makeOffice();
    await expect(saveBilling(other.manager, asked)).rejects.toMatchObject({ code: 'not_found' });
    await expect(saveBilling(mine.manager, { ...asked, version: 99 })).rejects.toMatchObject({
      code: 'conflict',
    });
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId });
    const client = { role: 'client', companyId: mine.id, userId: user.id, customerId } as const;
    for (const actor of [mine.staff, client])
      await expect(
        actAs(actor, (tx) =>
          tx.update(customers).set({ taxExemptReason: 'Me' }).where(eq(customers.id, customerId)),
        ),
      ).rejects.toMatchObject({ code: '42501' });
    await expect(
      takeTax(other.staff, { bookings: [(await create(mine)).id], prices: true }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
