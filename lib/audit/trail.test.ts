import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { type Actor, actAs, readAs } from '@/db/session';
import { trailFilter } from './list-filter';
import { askEvent, askTrailRows, tellAuditEvent, tellTrailRows } from './queries';
import { recordAudit } from './record-audit';
import { subjects } from './subjects';
import { sayChanges, sayDeed } from './words';

const where = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GB' };
let company: TestCompany;
let other: TestCompany;
let bookingId: string;
let owner: Connection;

beforeAll(async () => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  company = await makeCompany();
  other = await makeCompany();
  await makeCustomer(other.id, { name: 'Of another company' });
  const customer = await makeCustomer(company.id, { name: 'Ama Mensah' });
  ({ id: bookingId } = await makeBooking(company.id, { customerId: customer.id, eventName: 'Durbar' }));
  const by = { ...company.manager, requestId: 'one-request', ip: '192.0.2.7' };
  await actAs(by, async (tx) => {
    await tx.update(bookings).set({ guests: 120, venue: 'Labadi' }).where(eq(bookings.id, bookingId));
    await tx.update(customers).set({ notes: 'Likes it hot' }).where(eq(customers.id, customer.id));
  });
  await actAs(company.staff, (tx) =>
    recordAudit(tx, { category: 'activity', action: 'signed_out', detail: { why: 'test' } }),
  );
});

afterAll(() => owner.end());

async function trail(address: Record<string, string>, { as = company.manager as Actor, size = 50 } = {}) {
  const filter = trailFilter.read(address);
  const now = new Date(Date.now() + 60_000);
  return tellTrailRows(await readAs(as, (tx) => askTrailRows(tx, { filter, now }, size)), filter, {
    where,
    size,
  });
}

describe('the trail', () => {
  test('tells who did what to which record, before and after', async () => {
    const { rows } = await trail({ record: `bookings:${bookingId}`, did: 'update' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      deed: 'changed a booking',
      subject: expect.stringMatching(/, Durbar$/),
      href: `/bookings/${bookingId}`,
      ip: '192.0.2.7',
    });
    expect(rows[0]?.changes).toContainEqual(
      expect.objectContaining({ label: 'Guests', after: '120', before: expect.stringMatching(/^\d+$/) }),
    );
  });

  test.each([
    [{ area: 'bookings' }, /booking/],
    [{ area: 'customers' }, /customer|consent/],
    [{ area: 'people' }, /signed out|membership|login|invitation/],
    [{ field: 'notes' }, /changed a customer/],
  ])('shows only what is asked for: %j', async (address, deed) => {
    const { rows } = await trail(address as unknown as Record<string, string>);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.deed).toMatch(deed);
  });

  test('of any two days of the company’s calendar, and of no day that isn’t one', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const all = (await trail({})).rows.length;
    expect((await trail({ from: today, to: today })).rows).toHaveLength(all);
    expect((await trail({ to: '2020-01-01', days: '7' })).rows).toEqual([]);
    expect((await trail({ from: '2020-01-01' })).rows).toHaveLength(all);
    expect(trailFilter.read({ from: '2026-02-31', to: 'today' })).toEqual(trailFilter.read({}));
  });

  test('of the customers and bookings that words find, with what belongs to those', async () => {
    const ofBooking = await trail({ q: 'durbar' });
    expect(ofBooking.rows.map(({ deed }) => deed)).toEqual(
      expect.arrayContaining(['changed a booking', 'added a booking', 'added a line of a booking']),
    );
    const ofCustomer = await trail({ q: 'Ama Mens', area: 'customers' });
    expect(ofCustomer.rows.map(({ deed }) => deed)).toContain('changed a customer');
    expect((await trail({ q: 'of another company' })).rows).toEqual([]);
  });

  test('tells one person’s deeds from those of the automation', async () => {
    const by = await trail({ who: company.manager.userId });
    expect(by.rows).toHaveLength(2);
    const automatic = await trail({ who: 'automation' });
    expect(automatic.rows.length).toBeGreaterThan(0);
    expect(automatic.rows.map(({ who }) => who)).not.toContain(by.rows[0]?.who);
  });

  test('turns pages both ways without losing or repeating an entry', async () => {
    const whole = (await trail({})).rows.map(({ id }) => id);
    const seen: string[] = [];
    let page = await trail({}, { size: 2 });
    for (;;) {
      seen.push(...page.rows.map(({ id }) => id));
      if (!page.next) break;
      page = await trail({ after: page.next }, { size: 2 });
    }
    expect(seen).toEqual(whole);
    const back = await trail({ before: page.previous ?? '' }, { size: 2 });
    expect(back.rows.map(({ id }) => id)).toEqual(whole.slice(0, whole.length - page.rows.length).slice(-2));
  });

  test.each(['x', '9999999999999999.1', '5.0199d1d4-6d3a-7c3b-9f5e-1a2b3c4d5e6f', `1.${'9'.repeat(16)}`])(
    'a place that is none is the beginning: %s',
    async (after) => {
      expect((await trail({ after })).rows).toEqual((await trail({})).rows);
    },
  );

  test('is the manager’s and their company’s only', async () => {
    const words = JSON.stringify((await trail({ days: 'all' })).rows);
    expect(words).not.toContain('Of another company');
    await expect(trail({}, { as: company.staff })).rejects.toThrow();
  });

  test('one entry stands with what the same request did besides', async () => {
    const [entry] = (await trail({ record: `bookings:${bookingId}`, did: 'update' })).rows;
    const told = tellAuditEvent(await readAs(company.manager, (tx) => askEvent(tx, entry?.id ?? '')), where);
    expect(told?.requestId).toBe('one-request');
    expect(told?.besides.map(({ deed }) => deed)).toEqual(['changed a customer']);
    expect(
      tellAuditEvent(await readAs(other.manager, (tx) => askEvent(tx, entry?.id ?? '')), where),
    ).toBeUndefined();
  });
});

describe('its words', () => {
  test('every table that is audited has a name, and no other', async () => {
    const audited = await owner<{ name: string }[]>`
      select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_proc p on p.oid = t.tgfoid where p.proname = 'audit_row' order by 1`;
    expect(Object.keys(subjects).toSorted()).toEqual(audited.map(({ name }) => name));
  });

  test('amounts are money, instants the company’s time, secrets never shown', () => {
    const changes = sayChanges(
      {
        action: 'update',
        tableName: 'bookings',
        detail: null,
        changes: {
          total: [775_00, 930_00],
          starts_at: ['2026-11-28T18:00:00+00:00', null],
          password_hash: ['[redacted]', '[redacted]'],
          venue: ['2026-01-01 10:00 pick-up', 'Hall'],
          company_id: ['a', 'b'],
        },
      },
      where,
    );
    expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['Total', 'GHS 775.00', 'GHS 930.00'],
      ['Start', '28 Nov 2026, 18:00', ''],
      ['Password', 'not shown', 'not shown'],
      ['Venue', '2026-01-01 10:00 pick-up', 'Hall'],
    ]);
  });

  test('what nobody has named is said as it stands', () => {
    expect(sayDeed({ action: 'insert', tableName: 'odd_things' })).toBe('added odd things');
    expect(sayDeed({ action: 'insert', tableName: 'enquiries' })).toBe('added an enquiry');
    expect(sayDeed({ action: 'something_new', tableName: null })).toBe('something new');
  });
});
