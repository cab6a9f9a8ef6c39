import { beforeAll, expect, test } from 'vitest';
import { makeCompany } from '@/db/factories/company';
import { type Actor, readAs } from '@/db/session';
import { advanceBooking } from '../mutations';
import { create, makeOffice, type Office } from '../testing/office';
import { creditInvoice, issueInvoice } from './invoices';
import { type InvoiceFilter, invoiceFilter, invoiceViews } from './list-filter';
import { askInvoiceRows, askInvoices, tellInvoiceRows, tellInvoices } from './list-queries';
import { recordPayment } from './payments';
import { writeOff } from './testing/write-off';

let mine: Office;
let issued: { id: string; reference: string; booking: string }[];
const total = 250_125;
const hour = 3_600_000;

beforeAll(async () => {
  mine = await makeOffice();
  issued = [];
  for (const dueOn of ['2099-01-03', '2099-01-02', '2099-01-01', '2099-01-04', '2099-01-05']) {
    const { id, reference: booking } = await create(mine);
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    issued.push({ ...(await issueInvoice(mine.staff, { bookingId: id, dueOn, total })), booking });
    if (issued.length === 4)
      await recordPayment(mine.staff, { bookingId: id, amount: total, method: 'cash' });
  }
  const of = (at: number) => ({ invoiceId: issued[at]?.id ?? '', reason: 'Test' });
  await creditInvoice(mine.manager, { ...of(0), amount: total });
  await writeOff(mine, { ...of(4), open: total });
});

const list = async (filter: InvoiceFilter, actor: Actor = mine.staff, now = new Date()) =>
  tellInvoices(await readAs(actor, (tx) => askInvoices(tx, filter, now)), filter);
const numbers = async (filter: InvoiceFilter) => (await list(filter)).rows.map(({ reference }) => reference);
const [INV, CN] = ['INV', 'CN'].map((kind) => `${kind}-${new Date().getUTCFullYear()}`);

test('each view holds what it says, what is open by the day on which it is due', async () => {
  const found = Object.fromEntries(
    await Promise.all(invoiceViews.map(async (state) => [state, await numbers({ state })])),
  );
  expect(found).toEqual({
    open: [`${INV}-0003`, `${INV}-0002`],
    overdue: [],
    paid: [`${INV}-0004`],
    settled: [`${INV}-0005`, `${INV}-0001`],
    credit_notes: [`${CN}-0001`],
  });
  const late = await list({ state: 'overdue' }, mine.staff, new Date(Date.parse('2099-01-02') + 12 * hour));
  expect(late.rows.map(({ reference }) => reference)).toEqual([`${INV}-0003`]);
});

test('a number finds its document, and a booking’s number all that belongs to it', async () => {
  expect(await numbers({ q: `inv-${INV?.slice(4)}-0002` })).toEqual([`${INV}-0002`]);
  expect(await numbers({ q: issued[0]?.booking })).toEqual([`${CN}-0001`, `${INV}-0001`]);
  expect(await numbers({ q: 'INV-1999-0001' })).toEqual([]);
  expect(await numbers({ q: "' or true --" })).toEqual([]);
});

test('what is owed stands by age', async () => {
  const { ageing } = await list({});
  expect(ageing).toContainEqual({ age: 'due', n: 2, open: 2 * total });
  const later = await list({}, mine.staff, new Date(Date.parse('2099-02-02') + 12 * hour));
  expect(later.ageing.filter(({ n }) => n > 0)).toEqual([{ age: '60', n: 2, open: 2 * total }]);
});

test('pages hold each document once, there and back; another company has none of them', async () => {
  const page = async (filter: InvoiceFilter) =>
    tellInvoiceRows(
      await readAs(mine.staff, (tx) => askInvoiceRows(tx, filter, { now: new Date(), size: 2 })),
      filter,
      2,
    );
  for (const state of [undefined, 'open'] as const) {
    const walked: string[] = [];
    let filter = invoiceFilter.read(state ? { state } : {});
    let last = await page(filter);
    for (; ; last = await page(filter)) {
      walked.push(...last.rows.map(({ reference }) => reference));
      if (!last.next) break;
      filter = { ...filter, after: last.next };
    }
    expect(walked).toEqual(await numbers(state ? { state } : {}));
    if (last.previous) {
      const before = await page({ state, before: last.previous });
      expect(walked.slice(-last.rows.length - 2, -last.rows.length)).toEqual(
        before.rows.map(({ reference }) => reference),
      );
    }
  }
  expect((await list({}, (await makeCompany()).manager)).rows).toEqual([]);
});
