import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { create, makeOffice, type Office } from '@/lib/bookings/testing/office';
import type { Letterhead, PaperDocument } from '@/lib/paper/document';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';
import { dayKey } from '@/lib/platform/format/dates';
import { saveRate } from '@/lib/pricing/rates/mutations';
import { answerQuote, readQuoteView } from './answer';
import { makeQuote } from './mutations';
import { quotePaper } from './paper';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

const letterhead: Letterhead = {
  ...{ name: 'Today’s name', address: null, phone: null, email: null, taxNumber: 'C000', footer: 'Foot' },
  ...{ payment: 'MoMo 0244 000 000', size: 'a4', language: 'en', logo: null },
};
let office: Office;
let token: string;

beforeAll(async () => {
  office = await makeOffice();
  const { id: bookingId } = await create(office);
  const booking = await readBooking(office.id, bookingId);
  const made = await makeQuote(office.manager, {
    ...{ bookingId, version: booking?.version ?? 0, way: 'link' },
    validOn: dayKey(booking?.startsAt ?? new Date(), 'Africa/Accra'),
    options: [{ thing: null, label: 'With live cooking', amount: 40_000 }],
  });
  token = made.link?.split('/q/')[1] ?? '';
});

const view = async () => {
  const found = await readQuoteView(token, { now: new Date() });
  if (!found) throw new Error('There is no such quote');
  return found;
};
const partOf = <K extends PaperDocument['parts'][number]['kind']>(paper: PaperDocument, kind: K) =>
  paper.parts.filter(
    (part): part is Extract<PaperDocument['parts'][number], { kind: K }> => part.kind === kind,
  );

describe('a quote as paper', () => {
  test('has what was offered by the company of then, what may be added apart, and how to pay of today', async () => {
    const paper = quotePaper(await view(), letterhead);
    expect(paper).toMatchObject({ title: 'Quote', letterhead: { name: office.name, taxNumber: 'C000' } });
    const tables = partOf(paper, 'table');
    expect(tables.at(-1)).toMatchObject({
      title: 'What may be added',
      rows: [{ cells: ['1', 'With live cooking', expect.stringContaining('400.00')] }],
    });
    expect(partOf(paper, 'text').map(({ title }) => title)).toContain('How to pay');
    const money = (text: string) => Number(text.replace(/[^\d-]/g, ''));
    const sums = partOf(paper, 'totals').flatMap(({ rows }) => rows);
    const at = sums.findIndex(({ label }) => label === 'Total');
    const before = sums.slice(0, at).reduce((sum, { amount }) => sum + money(amount), 0);
    expect(before).toBe(money(sums[at]?.amount ?? ''));
    expect((await drawPdf(paper)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('that was accepted says who agreed, when and to what; also in French', async () => {
    const { price } = await view();
    const total = (await readQuoteView(token, { now: new Date(), ticked: ['option-1'] }))?.price.total ?? 0;
    expect(total).toBeGreaterThan(price.total);
    await answerQuote(
      token,
      { act: 'accept', options: ['option-1'], total, name: 'Ama Mensah', words: '' },
      new Date(),
    );
    const accepted = await view();
    const paper = quotePaper({ ...accepted, language: 'fr' }, letterhead);
    const [box] = partOf(paper, 'box');
    expect(box?.title).toMatch(/^Accepté par Ama Mensah le /);
    expect(box?.lines.join()).toContain(accepted.accepted?.hash);
    expect(partOf(paper, 'table').some(({ title }) => title === 'En option')).toBe(false);
    expect(JSON.stringify(paper)).toContain('With live cooking');
  });
});

test('a quote whose prices include tax says so, keeps the rate of its day, and what is accepted of it is what was read', async () => {
  const mine = await makeOffice();
  await actAs(mine.manager, (tx) =>
    tx.update(companies).set({ pricesIncludeTax: true }).where(eq(companies.id, mine.id)),
  );
  await actAs(mine.manager, (tx) =>
    tx.update(customers).set({ displayCurrency: 'USD' }).where(eq(customers.id, mine.customerId)),
  );
  await saveRate(mine.manager, { currency: 'USD', validFrom: '2026-01-01', rate: '10' });
  const { id: bookingId } = await create(mine);
  const booking = await readBooking(mine.id, bookingId);
  const made = await makeQuote(mine.manager, {
    ...{ bookingId, version: booking?.version ?? 0, way: 'link' },
    validOn: dayKey(booking?.startsAt ?? new Date(), 'Africa/Accra'),
    options: [{ thing: null, label: 'With live cooking', amount: 40_000 }],
  });
  // What the company says later is of later quotes.
  await saveRate(mine.manager, { currency: 'USD', validFrom: '2026-01-01', rate: '20' });
  await actAs(mine.manager, (tx) =>
    tx.update(companies).set({ pricesIncludeTax: false }).where(eq(companies.id, mine.id)),
  );
  const at = made.link?.split('/q/')[1] ?? '';
  const read = await readQuoteView(at, { now: new Date() });
  if (!read) throw new Error('There is no such quote');
  const text = JSON.stringify(quotePaper(read, letterhead)).replaceAll(/[\u00a0\u202f]/g, ' ');
  for (const said of [
    'Prices include tax.',
    'Includes VAT 15 %',
    '283.70',
    'About USD 218 at GHS 10 for USD 1',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('Before tax');
  const answer = { act: 'accept' as const, options: ['option-1'], total: 257_500, name: 'Ama', words: '' };
  await answerQuote(at, answer, new Date());
  expect(await readBooking(mine.id, bookingId)).toMatchObject({
    ...{ status: 'confirmed', total: 257_500, taxTotal: 33_587, tax: { included: true } },
  });
});
