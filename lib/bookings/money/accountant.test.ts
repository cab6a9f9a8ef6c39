import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeColleague } from '@/db/factories/company';
import { payments } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { actAs, type OfficeActor } from '@/db/session';
import { saveBilling } from '@/lib/customers/billing/mutations';
import { saveRate } from '@/lib/pricing/rates/mutations';
import { recordArrival } from '../calendar/run-sheet-mutations';
import { advanceBooking } from '../mutations';
import { readBooking } from '../queries';
import { create, localIn, makeOffice, type Office } from '../testing/office';
import { creditInvoice, issueInvoice, markInvoiceSent } from './invoices';
import { saveAccountCodes } from './ledger';
import { recordPayment, refundPayment, voidReceipt } from './payments';
import { approveWriteOff, askWriteOff } from './write-offs/mutations';

let office: Office;
let accountant: OfficeActor;
let planner: OfficeActor;
let bookingId: string;

beforeAll(async () => {
  office = await makeOffice();
  accountant = await makeColleague(office, 'accountant');
  planner = await makeColleague(office, 'planner');
  ({ id: bookingId } = await create(office));
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
});

const paid = async () => (await readBooking(office.manager, bookingId))?.booking.paid;
const forbidden = { code: 'forbidden' };

describe('an accountant', () => {
  test('records a payment, gives some of it back, and voids a slip', async () => {
    await recordPayment(accountant, { bookingId, amount: 10_000, method: 'cash', reference: null });
    const [payment] = await actAs(accountant, (tx) =>
      tx.select().from(payments).where(eq(payments.bookingId, bookingId)),
    );
    await refundPayment(accountant, {
      ...{ paymentId: payment?.id ?? '', amount: 4000, method: 'cash', reference: null, reason: 'Too much' },
    });
    expect(await paid()).toBe(6000);
    const { receiptId } = await recordPayment(office.staff, {
      ...{ bookingId, amount: 5000, method: 'cash', reference: null },
    });
    await voidReceipt(accountant, { receiptId, reason: 'Typed twice' });
    expect(await paid()).toBe(6000);
  });

  test('bills, credits, and asks for a write-off that a manager decides on', async () => {
    const total = (await readBooking(office.manager, bookingId))?.booking.total ?? 0;
    const { id: invoiceId } = await issueInvoice(accountant, { bookingId, total, dueOn: '2099-01-01' });
    await markInvoiceSent(accountant, { invoiceId });
    await creditInvoice(accountant, { invoiceId, amount: 1000, reason: 'A late start' });
    const { writeOffId } = await askWriteOff(accountant, {
      ...{ invoiceId, open: total - 1000 - 6000, reason: 'They moved away' },
    });
    await expect(approveWriteOff(accountant, { writeOffId })).rejects.toMatchObject(forbidden);
    await approveWriteOff(office.manager, { writeOffId });
  });

  test('keeps rates, exemptions and the codes of the ledger', async () => {
    await saveAccountCodes(accountant, { codes: [{ account: 'revenue', part: '', code: '4000' }] });
    await saveRate(accountant, { currency: 'USD', validFrom: '2026-01-01', rate: '12.35' });
    const [customer] = await actAs(accountant, (tx) =>
      tx.select().from(customers).where(eq(customers.id, office.customerId)),
    );
    await saveBilling(accountant, {
      ...{ customerId: office.customerId, version: customer?.version ?? 1, displayCurrency: 'USD' },
      exemption: { reason: 'A church', certificate: null, until: null },
    });
  });

  test('changes no event', async () => {
    await expect(advanceBooking(accountant, { id: bookingId, to: 'in_progress' })).rejects.toMatchObject(
      forbidden,
    );
  });
});

test('an event planner runs the event and records no money', async () => {
  const { id } = await create(office, { startsAt: localIn(200), endsAt: localIn(204) });
  await advanceBooking(planner, { id, to: 'confirmed' });
  const pay = { bookingId: id, amount: 1000, method: 'cash' as const, reference: null };
  await expect(recordPayment(planner, pay)).rejects.toMatchObject(forbidden);
  await expect(issueInvoice(planner, { bookingId: id, total: 1, dueOn: '2099-01-01' })).rejects.toMatchObject(
    forbidden,
  );
});

test('a driver checks in at an agreed event of their company, and nowhere else', async () => {
  const driver = await makeColleague(office, 'driver');
  const stranger = await makeColleague(await makeOffice(), 'driver');
  const { id } = await create(office, { startsAt: localIn(1), endsAt: localIn(3) });
  await expect(recordArrival(driver, { id, arrived: true })).rejects.toMatchObject({ code: 'not_found' });
  await advanceBooking(office.manager, { id, to: 'confirmed' });
  await expect(recordArrival(stranger, { id, arrived: true })).rejects.toMatchObject({ code: 'not_found' });
  expect((await recordArrival(driver, { id, arrived: true })).arrivedAt).toBeInstanceOf(Date);
});
