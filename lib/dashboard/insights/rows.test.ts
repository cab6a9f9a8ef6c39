import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, makeMenu } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { billOf } from '@/db/factories/invoice';
import { bookingLines } from '@/db/schema/booking-lines';
import { invoices, payments } from '@/db/schema/money';
import { actAs } from '@/db/session';
import { creditInvoice } from '@/lib/bookings/money/invoices';
import { dayKey } from '@/lib/platform/format/dates';
import { receive } from '@/lib/platform/sent';
import { answered, follow, look, openRows, paid, sessionOf, setZone, totalOf } from './testing/world';

let company: TestCompany;
let manager: string;
const hour = 3_600_000;
const day = 24 * hour;
const now = Date.now();
/** Hours at the edges of days, months, and of the two days a year on which the clock is put. */
const edges = [-0.6, -0.1, 0.1, 4.5, 5.2, 12].map((hours) => hours * hour);

beforeAll(async () => {
  // Its clock goes back from one o'clock to midnight: two midnights in a day.
  company = await makeCompany({ timeZone: 'America/Havana' });
  manager = await sessionOf(company.manager);
  const year = new Date(now).getUTCFullYear();
  const nights = [
    ...[new Date(now).getUTCMonth(), 0, 10].map((month) => Date.UTC(year, month, 1)),
    Date.UTC(year, 10, 1, 4),
    Date.UTC(year, 2, 8, 5),
    now - 40 * day,
    now - 200 * day,
  ].filter((at) => at < now - day);
  let n = 0;
  for (const night of nights)
    for (const edge of edges) {
      n += 1;
      const scores = { rating: 1 + (n % 5), food: 1 + (n % 3), service: n % 4 ? 4 : null, timeliness: 5 };
      const at = new Date(night + edge);
      const { id } = await answered(company, at, {
        ...scores,
        wouldRecommend: n % 3 > 0,
        liked: n % 2 === 0,
        eventType: n % 2 ? 'wedding' : 'funeral',
      });
      const payment = await paid(company, id, at);
      if (n % 4 === 0) await back(id, payment, at);
      if (n % 3 === 0) await bill(id, dayKey(at, 'America/Havana'));
    }
  for (const ahead of [1, 3, 20, 45, 100, 140])
    await makeBooking(company.id, { status: 'confirmed', startsAt: new Date(now + ahead * day) });
  for (const status of ['enquiry', 'quoted'] as const) await makeBooking(company.id, { status });
}, 120_000);

const back = (bookingId: string, refunds: string, receivedAt: Date) =>
  actAs(company.system, (tx) =>
    tx.insert(payments).values({
      ...{ companyId: company.id, bookingId, refunds, receivedAt, amount: 4_000 },
      ...{ method: 'cash', status: 'refunded', reason: 'Test' },
    }),
  );
const bill = (bookingId: string, issuedOn: string) =>
  actAs(company.system, async (tx) =>
    tx.insert(invoices).values({ ...(await billOf(tx, bookingId)), issuedOn, dueOn: issuedOn }),
  );

type Linked = { href: string; figures: Record<string, unknown>; path: string };

/** Every figure of the page that leads to rows, wherever it stands. */
function linked(data: unknown, path = ''): Linked[] {
  if (typeof data !== 'object' || data === null) return [];
  const figures = data as Record<string, unknown>;
  const own = typeof figures.href === 'string' ? [{ href: figures.href, figures, path }] : [];
  return [...own, ...Object.entries(data).flatMap(([name, inner]) => linked(inner, `${path}.${name}`))];
}

/** Numbers of the page that stand in nothing that leads to rows. */
function unlinked(data: unknown, path = ''): string[] {
  if (typeof data === 'number') return [path.replace(/\.\d+/g, '[]')];
  if (typeof data !== 'object' || data === null || data instanceof Date) return [];
  // A row of a list opens its own record.
  if ('href' in data || ('id' in data && /upcoming|recent/.test(path))) return [];
  return Object.entries(data).flatMap(([name, inner]) => unlinked(inner, `${path}.${name}`));
}

/** Follows each link and compares: the figure, what the page of rows says of it, and all of its rows. */
async function expectRowsToBeFigures(query = '') {
  const links = linked(await look(manager, query)).filter(({ href }) => href.startsWith('/insights/rows'));
  for (const { href, figures, path } of links) {
    const { count, ids, sum, told } = await follow(manager, href);
    const said = `${path} ${href}`;
    expect(ids.size, said).toBe(count);
    if (told.n !== null) expect(told.n, said).toBe(count);
    expect(told.measure === 'none' ? 0 : told.sum, said).toBe(sum);
    if ('value' in figures) expect([count, sum], said).toContain(figures.value);
    if ('estimate' in figures) {
      const { value, n } = figures.estimate as { value: number | null; n: number };
      expect(n, said).toBe(count);
      if (value !== null) expect(value, said).toBeCloseTo(sum / count, 10);
    }
  }
  await expectMonths(manager, query);
  return links.map(({ path }) => path);
}

/** What a month's bookings come to, and for how many a dish was cooked, are the sums of the rows that their numbers lead to. */
async function expectMonths(session: string, query: string) {
  const { months, dishes } = await look(session, query);
  for (const { bookings, booked, month } of months)
    if (bookings.value > 0) expect((await follow(session, bookings.href)).sum, month).toBe(booked);
  for (const { served, name } of dishes)
    expect((await follow(session, served.href)).sum, name).toBe(served.covers);
}

test('no number of the page is without the way to its rows', async () => {
  // The month's own total stands beside its number of bookings, which leads to them.
  expect([...new Set(unlinked(await look(manager, 'period=365')))]).toEqual(['.months[].booked']);
});

describe('every figure is the sum of the rows behind it', () => {
  test('this month, beside the year, by type, score, weekday, month and dish', async () => {
    const paths = await expectRowsToBeFigures();
    for (const name of [
      'bookings',
      'booked',
      'satisfaction',
      'response',
      'billed',
      'paid',
      'overdue',
      'served',
      'liked',
    ])
      expect(paths.join(), name).toContain(name);
    expect(paths.length).toBeGreaterThan(100);
  });

  test.each([
    'period=year',
    'period=last-month&against=year',
    `from=2025-02-27&to=${dayKey(new Date(now), 'UTC')}`,
  ])('%s', async (query) => void (await expectRowsToBeFigures(query)));

  test('a company that changes its zone has other days, and the same holds', async () => {
    for (const zone of ['Pacific/Kiritimati', 'Asia/Kathmandu', 'America/Havana']) {
      await setZone(company, zone);
      await expectRowsToBeFigures('period=365');
    }
  }, 60_000);
});

test('credit notes beyond what was billed make a month negative, and its rows do too', async () => {
  const other = await makeCompany();
  const session = await sessionOf(other.manager);
  const { id } = await answered(other, new Date(now - 90 * day), { rating: 5 });
  const total = await totalOf(other, id);
  const [invoice] = await actAs(other.system, async (tx) =>
    tx
      .insert(invoices)
      .values({ ...(await billOf(tx, id)), issuedOn: '2025-06-30', dueOn: '2025-07-30' })
      .returning({ id: invoices.id }),
  );
  await creditInvoice(other.manager, { invoiceId: invoice?.id ?? '', amount: total, reason: 'Spoilt' });
  const { money } = await look(session);
  expect(money?.month.billed.value).toBeLessThan(0);
  expect((await follow(session, money?.month.billed.href ?? '')).sum).toBe(money?.month.billed.value);
});

test('rows are turned page by page, also those of one instant, there and back', async () => {
  const other = await makeCompany();
  const session = await sessionOf(other.manager);
  const { id: customerId } = await makeCustomer(other.id);
  const startsAt = new Date(now + 2 * day);
  for (let n = 0; n < 52; n += 1) await makeBooking(other.id, { customerId, status: 'quoted', startsAt });
  const { drafts } = await look(session);
  const { ids, count } = await follow(session, drafts.href);
  expect([drafts.value, ids.size, count]).toEqual([52, 52, 52]);
  const at = async (place = '') => {
    const opened = await openRows(session, drafts.href + place);
    if (opened.state !== 'open') throw new Error(opened.state);
    return receive(opened.sent).data;
  };
  const first = await at();
  const second = await at(`&after=${first.next}`);
  expect([second.rows.length, second.next]).toEqual([2, undefined]);
  expect((await at(`&before=${second.previous}`)).rows).toEqual(first.rows);
});

test('a dish that was served now and then is found page by page on its days, there and back, others’ events between', async () => {
  const other = await makeCompany({ timeZone: 'America/Havana' });
  const session = await sessionOf(other.manager);
  const { itemId } = await makeMenu(other.id);
  const { id: customerId } = await makeCustomer(other.id);
  // Sixty of it on six days up to four months apart, late in the evening, among as many of another dish.
  for (let n = 0; n < 60; n += 1) {
    const startsAt = new Date(Date.UTC(2026, 2 * (n % 6), 15, 3) + n * 60_000);
    const { id } = await makeBooking(other.id, { customerId, status: 'confirmed', startsAt });
    await actAs(other.system, (tx) =>
      tx.insert(bookingLines).values({
        ...{ companyId: other.id, bookingId: id, kind: 'menu', itemId, name: 'Waakye' },
        ...{ unitPrice: 0, quantity: 20, position: 2 },
      }),
    );
  }
  const asked = (of: string, dish: string) =>
    `/insights/rows?of=${of}&from=2025-12-01&to=2026-12-31&dish=${dish}`;
  for (const of of ['dish', 'sold']) {
    const { count, told } = await follow(session, asked(of, itemId));
    expect([of, count, told.n]).toEqual([of, 60, 60]);
    const open = async (place: string) => {
      const opened = await openRows(session, asked(of, itemId) + place);
      if (opened.state !== 'open') throw new Error(opened.state);
      return receive(opened.sent).data;
    };
    const first = await open('');
    const second = await open(`&after=${first.next}`);
    expect([first.rows.length, second.rows.length]).toEqual([50, 10]);
    expect((await open(`&before=${second.previous}`)).rows).toEqual(first.rows);
    expect(new Set([...first.rows, ...second.rows].map(({ href }) => href)).size).toBe(60);
  }
  const { itemId: never } = await makeMenu(other.id);
  for (const of of ['dish', 'sold', 'liked']) expect((await follow(session, asked(of, never))).count).toBe(0);
}, 60_000);

describe('who may see what', () => {
  test('staff get counts and answers, and nothing of the company’s money, by no address', async () => {
    const staff = await sessionOf(company.staff);
    const data = await look(staff);
    expect(data.headlines.bookings.href).toBeTruthy();
    for (const hidden of [data.money, data.forecast, data.headlines.booked, data.dishes[0]?.sold])
      expect(hidden).toBeUndefined();
    expect(data.months.every(({ booked }) => booked === undefined)).toBe(true);
    expect(data.recent.some(({ kind }) => kind === 'paid')).toBe(false);
    for (const of of ['billed', 'paid', 'due', 'forecast'])
      expect((await openRows(staff, `/insights/rows?of=${of}&from=2026-01-01&to=2026-12-31`)).state).toBe(
        'nothing',
      );
    const { told } = await follow(staff, data.headlines.bookings.href);
    expect(told).toMatchObject({ measure: 'none', sum: null });
  });

  test('another company’s dish has no rows, and a client no figures', async () => {
    const other = await makeCompany();
    const [dish] = (await look(manager, 'period=365')).dishes;
    const session = await sessionOf(other.manager);
    expect(await follow(session, dish?.served.href ?? '')).toMatchObject({ count: 0, sum: 0 });
    const { customerId } = await makeBooking(other.id);
    const client = await makeUser({ companyId: other.id, role: 'client', customerId });
    expect((await openRows(await sessionOf({ userId: client.id }), dish?.served.href ?? '')).state).toBe(
      'forbidden',
    );
  });

  test('addresses that mean nothing lead nowhere', async () => {
    for (const query of [
      '',
      'of=secrets',
      'of=booked',
      'of=booked&from=2026-02-30&to=2026-03-01',
      'of=dish&from=2026-01-01&to=2026-02-01',
      `of=booked&from=2026-03-01&to=2026-02-01`,
    ])
      expect((await openRows(manager, `/insights/rows?${query}`)).state, query).toBe('nothing');
  });
});
