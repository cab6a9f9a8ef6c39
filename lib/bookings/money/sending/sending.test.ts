import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser } from '@/db/factories/company';
import { messages } from '@/db/schema/messaging';
import { invoices } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { type Actor, actAs, readAs } from '@/db/session';
import { advanceBooking } from '../../mutations';
import { create, makeOffice, type Office, refusal } from '../../testing/office';
import { creditInvoice, issueInvoice } from '../invoices';
import { recordPayment, refundPayment, voidReceipt } from '../payments';
import { askStatement, tellStatement } from '../statement/queries';
import { paperAddress } from './link';
import { readPaperByLink } from './paper-by-link';
import { sendPaper } from './send-paper';

const total = 250_125;
const today = () => new Date().toISOString().slice(0, 10);
let office: Office;
let client: Actor;
let bookingId: string;

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'test-secret-of-32-characters-or-more';
  process.env.PUBLIC_URL ??= 'https://cater.test';
});
beforeEach(async () => {
  office = await makeOffice();
  const user = await makeUser({ companyId: office.id, role: 'client', customerId: office.customerId });
  client = { role: 'client', userId: user.id, companyId: office.id, customerId: office.customerId };
  ({ id: bookingId } = await create(office));
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
});

const pay = (amount: number) => recordPayment(office.staff, { bookingId, amount, method: 'cash' });
const bill = () => issueInvoice(office.staff, { bookingId, dueOn: '2099-01-01', total });
const sent = () =>
  actAs(office.system, (tx) => tx.select().from(messages).where(eq(messages.kind, 'paper_sent')));
const tokenOf = (link: string) => link.split('/d/')[1] ?? '';
const send = (paper: 'invoice' | 'receipt' | 'statement', id: string, way: 'whatsapp' | 'email' | 'link') =>
  sendPaper(office.staff, { paper, id, way });

describe('sending', () => {
  test('an invoice by WhatsApp: in the outbox once a day, and it is sent from then on', async () => {
    const { id, reference } = await bill();
    const [one, two] = await Promise.all([send('invoice', id, 'whatsapp'), send('invoice', id, 'whatsapp')]);
    expect([one.before, two.before].toSorted()).toEqual([false, true]);
    const [message, ...more] = await sent();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ channel: 'whatsapp', bookingId, status: 'waiting' });
    expect(message?.contentVariables).toMatchObject({ paper: `invoice ${reference}`, link: one.link });
    const [row] = await actAs(office.staff, (tx) => tx.select().from(invoices).where(eq(invoices.id, id)));
    expect(row?.sentAt).toBeInstanceOf(Date);
  });

  test('a receipt by mail has its subject; without an address it is refused beside the field', async () => {
    const { receiptId } = await pay(5000);
    expect(await refusal(send('receipt', receiptId, 'email'))).toMatchObject({
      code: 'invalid',
      detail: { fields: { way: expect.stringContaining('no e-mail address') } },
    });
    await actAs(office.manager, (tx) =>
      tx.update(customers).set({ email: 'ama@example.com', language: 'fr' }),
    );
    await send('receipt', receiptId, 'email');
    const [message] = await sent();
    expect(message?.contentVariables).toMatchObject({ subject: expect.stringMatching(/ : reçu R-/) });
    expect(message?.body).toContain('/d/');
  });

  test('what no longer holds isn’t sent: credited in full, void, erased', async () => {
    const { id } = await bill();
    await creditInvoice(office.manager, { invoiceId: id, amount: total, reason: 'Wrong guests' });
    expect(await refusal(send('invoice', id, 'whatsapp'))).toMatchObject({ code: 'conflict' });
    const { receiptId } = await pay(5000);
    await voidReceipt(office.manager, { receiptId, reason: 'Slip' });
    expect(await refusal(send('receipt', receiptId, 'link'))).toMatchObject({ code: 'conflict' });
    expect(await sent()).toEqual([]);
  });

  test('nobody else sends them: another company, a client, what isn’t there', async () => {
    const { id } = await bill();
    const other = await makeCompany();
    const as = (actor: Actor, paper: 'invoice' | 'statement', of: string) =>
      refusal(sendPaper(actor as never, { paper, id: of, way: 'link' }));
    expect(await as(other.manager, 'invoice', id)).toMatchObject({ code: 'not_found' });
    expect(await as(other.manager, 'statement', office.customerId)).toMatchObject({ code: 'not_found' });
    expect(await as(client, 'invoice', id)).toMatchObject({ code: 'forbidden' });
    expect(await as(office.staff, 'invoice', v7())).toMatchObject({ code: 'not_found' });
  });
});

describe('by its link', () => {
  const now = new Date();
  test('an invoice, a receipt and a statement show what they are, and what is still to be paid', async () => {
    const { receiptId } = await pay(50_000);
    const { id, reference } = await bill();
    const read = async (of: string) =>
      readPaperByLink(tokenOf(paperAddress({ companyId: office.id, id: of })), now);
    expect(await read(id)).toMatchObject({ open: total - 50_000, paper: { number: reference } });
    expect(await read(receiptId)).toMatchObject({ open: 0, paper: { title: 'Receipt' } });
    expect(await read(office.customerId)).toMatchObject({
      open: total - 50_000,
      paper: { title: 'Statement of account' },
    });
  });

  test('not with a token that isn’t ours, of another company, or of somebody who was forgotten', async () => {
    const { id } = await bill();
    const other = await makeCompany();
    const token = tokenOf(paperAddress({ companyId: office.id, id }));
    expect(await readPaperByLink(`${token.slice(0, -1)}x`, now)).toBeUndefined();
    expect(await readPaperByLink('', now)).toBeUndefined();
    const foreign = tokenOf(paperAddress({ companyId: other.id, id }));
    expect(await readPaperByLink(foreign, now)).toBeUndefined();
    await actAs(office.system, (tx) =>
      tx.execute(
        sql`update customers set anonymised_at = now(), name = 'Erased', phone = null, email = null where id = ${office.customerId}`,
      ),
    );
    expect(await readPaperByLink(token, now)).toBeUndefined();
    const statement = tokenOf(paperAddress({ companyId: office.id, id: office.customerId }));
    expect(await readPaperByLink(statement, now)).toBeUndefined();
  });
});

describe('a statement', () => {
  const read = async (from: string, to: string, id = office.customerId) => {
    const answers = await readAs(office.staff, (tx) => askStatement(tx, { id, from, to }));
    return tellStatement(answers as never, { from, to });
  };

  test('has all that moved with the balance after each, and ends where the booking stands', async () => {
    await pay(50_000);
    const { id } = await bill();
    await creditInvoice(office.manager, { invoiceId: id, amount: 10_125, reason: 'Cold rice' });
    const { receiptId } = await pay(100_000);
    const { receiptId: slip } = await pay(1000);
    await voidReceipt(office.manager, { receiptId: slip, reason: 'Slip' });
    const [{ id: paymentId }] = (await actAs(office.manager, (tx) =>
      tx.execute(sql`select id from payments where receipt_id = ${receiptId}`),
    )) as unknown as [{ id: string }];
    await refundPayment(office.manager, { paymentId, amount: 20_000, method: 'cash', reason: 'Sorry' });
    const statement = await read('1900-01-01', today());
    expect(statement?.rows.map(({ kind, amount, balance }) => [kind, amount, balance])).toEqual([
      ['payment', -50_000, -50_000],
      ['invoice', total, 200_125],
      ['credit_note', -10_125, 190_000],
      ['payment', -100_000, 90_000],
      ['refund', 20_000, 110_000],
    ]);
    const [{ left }] = (await actAs(office.staff, (tx) =>
      tx.execute(sql`select (total - paid - taken_off)::int as left from bookings where id = ${bookingId}`),
    )) as unknown as [{ left: number }];
    expect(statement?.after).toBe(left);
    expect(await read('2090-01-01', '2090-12-31')).toMatchObject({ before: left, after: left, rows: [] });
  });

  test('of somebody without movements is empty, and of nobody there is none', async () => {
    const { id } = await makeCustomer(office.id);
    expect(await read('1900-01-01', today(), id)).toMatchObject({ before: 0, after: 0, rows: [] });
    expect(await read('1900-01-01', today(), v7())).toBeUndefined();
  });
});
