import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { actAs } from '@/db/session';
import { patternList, searchPatterns } from '@/lib/platform/search';
import { listBookings } from './list-queries';

let owner: Connection;
let company: TestCompany;
let other: TestCompany;
let customers: string[];

beforeAll(async () => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  [company, other] = [await makeCompany(), await makeCompany()];
  const people = [
    { name: 'Akosua  Ɔforiwaa', phone: '+233244123456', email: 'akosua@ex_ample.test' },
    { name: 'José Müller', phone: '+233200000077', email: null },
    { name: 'Wedding 007', phone: null, email: null },
  ];
  customers = [];
  for (const [at, person] of people.entries()) {
    customers.push((await makeCustomer(company.id, person)).id);
    await makeBooking(other.id, {
      customerId: (await makeCustomer(other.id, person)).id,
      eventName: words[at],
    });
  }
}, 60_000);

afterAll(() => owner.end());

const words = [
  'Naming',
  'Naming  day',
  'Wedding',
  '100%',
  'a_b',
  'Éclair',
  'ﬁne',
  '007',
  '1007',
  'x',
  "O'Neil",
];
const diets = ['No peanuts', 'Nut\nallergy', 'Halal 100%', null];

/** Rows as a person of the office sees them, each word looked for by itself in each of its places. */
const naive = (patterns: string[]) =>
  actAs(company.staff, (tx) =>
    tx.execute<{ id: string }>(sql`
      select b.id from bookings b join customers c on c.company_id = b.company_id and c.id = b.customer_id
      where ${patterns.length > 0} and not exists (
        select from unnest(${patternList(patterns)}::text[]) pattern where not (
          fold_text(' ' || b.reference || ' ' || b.event_name || ' ' || b.venue) like fold_text(pattern)
          or coalesce(fold_text(' ' || b.dietary) like fold_text(pattern), false)
          or fold_text(' ' || c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) like fold_text(pattern)))
      order by b.id`),
  ).then((rows) => [...rows].map(({ id }) => id));

const found = (patterns: string[], most = 1000) =>
  actAs(company.staff, (tx) =>
    tx.execute<{ id: string }>(
      sql`select id from search_bookings(${patternList(patterns)}::text[], ${most}::int)`,
    ),
  ).then((rows) => [...rows].map(({ id }) => id));

/** Customers in the same two ways. */
const naiveCustomers = (patterns: string[]) =>
  actAs(company.staff, (tx) =>
    tx.execute<{ id: string }>(sql`
      select c.id from customers c where ${patterns.length > 0} and not exists (
        select from unnest(${patternList(patterns)}::text[]) pattern where
          fold_text(' ' || c.name || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.email, '')) not like fold_text(pattern))
      order by c.id`),
  ).then((rows) => [...rows].map(({ id }) => id));
const foundCustomers = (patterns: string[]) =>
  actAs(company.staff, (tx) =>
    tx.execute<{ id: string }>(
      sql`select id from search_customers(${patternList(patterns)}::text[], 1000) order by id`,
    ),
  ).then((rows) => [...rows].map(({ id }) => id));

/** What is written next begins a segment of its own. */
const fillSegment = () =>
  owner`update booking_texts set place = 8192 where (company_id, segment, place) = (
    select company_id, segment, place from booking_texts where company_id = ${company.id}
    order by segment desc, place desc limit 1)`;

const word = fc.oneof(
  fc.constantFrom(
    ...words,
    'nam',
    'EDDI',
    'fine',
    'eclair',
    'peanut',
    'allergy',
    '%',
    '_',
    '\\',
    "' or 1=1",
    'oforiwaa',
  ),
  fc.constantFrom(
    '0244 123 456',
    '+233 (0)24 412 3456',
    '3456',
    'jose',
    'müller',
    'nobody',
    'ex_ample',
    '00',
    'BK',
  ),
);
const typed = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .chain((some) => fc.constantFrom(some.join(' '), ` ${some.join('  ')}`, some.toReversed().join(' ')));

describe('a search gives what each word by itself would', () => {
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      event: fc.constantFrom(...words),
      venue: fc.constantFrom(...words),
      dietary: fc.constantFrom(...diets),
      whose: fc.nat(2),
    }),
    fc.record({ kind: fc.constant('edit' as const), pick: fc.nat(), venue: fc.constantFrom(...words) }),
    fc.record({ kind: fc.constant('diet' as const), pick: fc.nat(), dietary: fc.constantFrom(...diets) }),
    fc.record({ kind: fc.constant('give' as const), pick: fc.nat(), whose: fc.nat(2) }),
    fc.record({ kind: fc.constant('rename' as const), whose: fc.nat(2), name: fc.constantFrom(...words) }),
    fc.record({ kind: fc.constant('segment' as const) }),
  );

  test('after any sequence of changes, across segments, and never another company’s', async () => {
    const made: string[] = [];
    const some = (pick: number) => made[pick % Math.max(made.length, 1)] ?? null;
    const searched: number[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.array(typed, { minLength: 8, maxLength: 8 }),
        async (changes, searches) => {
          for (const c of changes) {
            if (c.kind === 'segment') await fillSegment();
            if (c.kind === 'add') {
              const { event: eventName, venue, dietary } = c;
              made.push(
                (await makeBooking(company.id, { eventName, venue, dietary, customerId: customers[c.whose] }))
                  .id,
              );
            }
            if (c.kind === 'edit')
              await owner`update bookings set venue = ${c.venue} where id = ${some(c.pick)}`;
            if (c.kind === 'diet')
              await owner`update bookings set dietary = ${c.dietary} where id = ${some(c.pick)}`;
            if (c.kind === 'give')
              await owner`update bookings set customer_id = ${customers[c.whose] ?? ''} where id = ${some(c.pick)}`;
            if (c.kind === 'rename')
              await owner`update customers set name = ${c.name} where id = ${customers[c.whose] ?? ''}`;
          }
          for (const q of searches) {
            const patterns = searchPatterns(q);
            if (!patterns) continue;
            const wanted = await naive(patterns);
            expect([q, (await found(patterns)).toSorted()]).toEqual([q, wanted]);
            expect([q, await foundCustomers(patterns)]).toEqual([q, await naiveCustomers(patterns)]);
            expect(new Set(await found(patterns, 2)).size).toBe(Math.min(2, wanted.length));
            searched.push(wanted.length);
          }
        },
      ),
      { numRuns: 25 },
    );
    const [{ n } = { n: 0 }] = await owner<{ n: number }[]>`
      select count(distinct segment)::int as n from booking_texts where company_id = ${company.id}`;
    expect(n).toBeGreaterThan(1);
    // Else nothing was compared with nothing.
    expect(searched.filter((many) => many > 0).length).toBeGreaterThan(20);
  }, 120_000);
});

describe('of more than are asked for', () => {
  test('the newest are given, the latest first, whichever segment they lie in', async () => {
    const own = await makeCompany();
    const ids: string[] = [];
    for (const at of [1, 2, 3, 4]) {
      ids.unshift((await makeBooking(own.id, { eventName: `Harvest ${at}` })).id);
      if (at === 2) await owner`update booking_texts set place = 8192 where booking_id = ${ids[0] ?? ''}`;
    }
    const newest = (most: number) =>
      actAs(own.staff, (tx) =>
        tx.execute<{ id: string }>(sql`select id from search_bookings('{%harvest%}', ${most}::int)`),
      ).then((rows) => [...rows].map(({ id }) => id));
    expect(await newest(10)).toEqual(ids);
    expect(await newest(3)).toEqual(ids.slice(0, 3));
    expect(await newest(1)).toEqual(ids.slice(0, 1));
  });

  test('a booking that is gone is found by nothing', async () => {
    const { id } = await makeBooking(company.id, { eventName: 'Vanishing' });
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from booking_lines where booking_id = ${id}`;
      await tx`delete from enquiries where booking_id = ${id}`;
      await tx`set local session_replication_role = origin`;
      await tx`delete from bookings where id = ${id}`;
    });
    expect(await found(['%vanishing%'])).toEqual([]);
    expect([...(await owner`select from booking_texts where booking_id = ${id}`)]).toEqual([]);
  });

  test('more than a thousand are said to be more, and a page of them is shown', async () => {
    const own = await makeCompany();
    await makeBooking(own.id, { eventName: 'Copied feast' });
    await owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into bookings (id, company_id, reference, customer_id, event_name, event_type, starts_at, ends_at, venue, guests,
          payment_plan, cancellation_terms)
        select gen_random_uuid(), company_id, 'C' || n, customer_id, event_name, event_type, starts_at, ends_at, venue || n, guests,
          payment_plan, cancellation_terms
        from bookings, generate_series(1, 1000) n where company_id = ${own.id}`;
      await tx`set local session_replication_role = origin`;
      await tx`update bookings set venue = venue || '!' where company_id = ${own.id}`;
    });
    await owner`insert into booking_texts select b.company_id, b.id, t.segment, t.place + 1, t.text
      from bookings b, booking_texts t where b.company_id = ${own.id} and t.company_id = b.company_id and b.id <> t.booking_id`;
    const { rows, counts, limit } = await listBookings(own.staff, { q: 'feast' }, new Date());
    expect([rows.length, counts, limit]).toEqual([
      25,
      undefined,
      expect.stringContaining('More than a thousand'),
    ]);
  });
});
