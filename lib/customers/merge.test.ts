import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { caseEvents, cases, vouchers } from '@/db/schema/cases';
import { enquiries } from '@/db/schema/enquiries';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { conversations, messages } from '@/db/schema/messaging';
import { occasions } from '@/db/schema/occasions';
import { consents, customers, memberships } from '@/db/schema/people';
import { actAs, readAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { findByContact } from './contact';
import { forgetMerges } from './forget-merges';
import { emptyCustomer } from './form-values';
import { mergeCustomers, unmergeCustomers } from './merge';
import { askLikely, askPairs, askSides, tellLikely, tellPairs, tellSides } from './merge-queries';
import { previewMerge } from './merge-rules';
import { createCustomer, updateCustomer } from './mutations';
import { listCustomers, readCustomer } from './queries';
import { customerInput } from './schema';
import { customerScreen } from './screens';

let mine: TestCompany;
let theirs: TestCompany;
let owner: Connection;
beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  return () => owner.end();
});

type Made = {
  bookings: number;
  completed: number;
  talks: number;
  login: boolean;
  asks: boolean;
  /** Whether the bookings are parts of one occasion. */
  occasion: boolean;
  consent: 'granted' | 'withdrawn' | 'none';
};
let figure = 6_000_000;

/** A customer with rows in every table that names one. */
async function makePerson(made: Made, given: Partial<typeof customers.$inferInsert> = {}): Promise<string> {
  figure += 1;
  const { id } = await makeCustomer(mine.id, { phone: `+23320${figure}`, optedIn: false, ...given });
  for (let n = 0; n < made.bookings; n += 1) await makeBooking(mine.id, { customerId: id });
  for (let n = 0; n < made.completed; n += 1) {
    const startsAt = new Date(Date.now() - 48 * 3_600_000);
    const { id: bookingId } = await makeBooking(mine.id, { customerId: id, status: 'completed', startsAt });
    await actAs(mine.system, async (tx) => {
      const ids = { companyId: mine.id, bookingId, customerId: id };
      const [feedbackId, caseId] = [v7(), v7()];
      await tx.insert(feedbackRequests).values({ ...ids, dueAt: startsAt });
      await tx.insert(feedback).values({ ...ids, id: feedbackId, rating: 2, source: 'whatsapp' });
      await tx.insert(cases).values({
        ...ids,
        id: caseId,
        feedbackId,
        reason: 'low_rating',
        summary: 'Cold',
        acknowledgeBy: startsAt,
        resolveBy: startsAt,
      });
      await tx.insert(caseEvents).values({ companyId: mine.id, caseId, kind: 'opened' });
      await tx.insert(vouchers).values({ ...ids, code: v7(), rate: 1000, expiresAt: startsAt });
    });
  }
  await actAs(mine.system, async (tx) => {
    for (let n = 0; n < made.talks; n += 1) {
      const conversationId = v7();
      figure += 1;
      await tx.insert(conversations).values({
        id: conversationId,
        companyId: mine.id,
        customerId: id,
        address: n === 0 ? `whatsapp:${given.phone ?? `+23320${figure}`}` : `mailto:p${figure}@example.test`,
      });
      for (const body of ['one', 'two'])
        await tx.insert(messages).values({
          companyId: mine.id,
          conversationId,
          customerId: id,
          direction: 'inbound',
          kind: 'inbound',
          status: 'received',
          body,
        });
    }
    if (made.occasion) {
      const occasionId = v7();
      await tx
        .insert(occasions)
        .values({ id: occasionId, companyId: mine.id, customerId: id, name: 'Durbar' });
      await tx.update(bookings).set({ occasionId }).where(eq(bookings.customerId, id));
    }
    if (made.asks)
      await tx.insert(enquiries).values({ companyId: mine.id, source: 'form', name: 'Asks', customerId: id });
    if (made.consent !== 'none')
      await tx.insert(consents).values({
        companyId: mine.id,
        customerId: id,
        channel: 'whatsapp',
        state: made.consent,
        source: 'booking_form',
        textVersion: 't',
      });
  });
  if (made.login) await makeUser({ companyId: mine.id, role: 'client', customerId: id });
  return id;
}

/** Every table that points at a customer, by its foreign keys, so that a new one can't be forgotten. */
const pointing = () => owner<{ name: string; column: string }[]>`
  select c.conrelid::regclass::text as name, a.attname::text as column from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'company_id'
  where c.confrelid = 'customers'::regclass and c.contype = 'f' order by 1, 2`;

/** All rows that name either of them, without what counts changes. */
async function snapshot(ids: string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, column } of [...(await pointing()), { name: 'customers', column: 'id' }]) {
    if (name === 'customer_merges') continue;
    const rows = await owner.unsafe<{ row: string }[]>(
      `select (to_jsonb(t) - 'version' - 'updated_at')::text as row from ${name} t where ${column} = any ($1::uuid[]) order by 1`,
      [ids],
    );
    found[`${name}.${column}`] = rows.map(({ row }) => row);
  }
  return found;
}

const made = fc.record({
  bookings: fc.integer({ min: 0, max: 2 }),
  completed: fc.integer({ min: 0, max: 2 }),
  talks: fc.integer({ min: 0, max: 2 }),
  login: fc.boolean(),
  asks: fc.boolean(),
  occasion: fc.boolean(),
  consent: fc.constantFrom('granted' as const, 'withdrawn' as const, 'none' as const),
});
const fields = fc.record({
  email: fc.constantFrom(null, 'a@example.test', 'b@example.test'),
  address: fc.constantFrom(null, 'Osu', 'Tema'),
  notes: fc.constantFrom(null, 'Likes it hot', 'Pays late'),
  tags: fc.constantFrom([] as string[], ['vip'], ['vip', 'church']),
  hidden: fc.boolean(),
  exempt: fc.constantFrom(
    {},
    { taxExemptReason: 'Embassy' },
    { taxExemptReason: 'Church', taxExemptCertificate: '12/B', taxExemptUntil: '2031-12-31' },
  ),
  displayCurrency: fc.constantFrom(null, 'USD', 'EUR'),
});
const columns = ({
  hidden,
  exempt,
  ...rest
}: {
  hidden: boolean;
  exempt: Partial<typeof customers.$inferInsert>;
  displayCurrency: string | null;
  email: string | null;
  address: string | null;
  notes: string | null;
  tags: string[];
}) => ({
  ...rest,
  ...exempt,
  ...(hidden ? { phone: null, whatsappId: v7() } : {}),
});

const everything: Made = {
  bookings: 1,
  completed: 1,
  talks: 2,
  login: true,
  asks: true,
  occasion: true,
  consent: 'none',
};

describe('two records of one person', () => {
  test('are one with everything of both, and two again exactly as they were', async () => {
    await fc.assert(
      fc.asyncProperty(made, made, fields, fields, async (one, two, own, other) => {
        const keptId = await makePerson(one, columns(own));
        const goneId = await makePerson(two, columns(other));
        const before = await snapshot([keptId, goneId]);
        const { mergeId } = await mergeCustomers(mine.manager, { keptId, goneId });
        for (const { name, column } of await pointing()) {
          // What is of the record itself stays with it.
          if (['customer_merges', 'customer_texts', 'customers', 'consents'].includes(name)) continue;
          const [left] = await owner.unsafe(`select count(*)::int as n from ${name} where ${column} = $1`, [
            goneId,
          ]);
          expect([name, left?.n]).toEqual([name, 0]);
        }
        expect(await unmergeCustomers(mine.manager, { mergeId })).toEqual({ goneId });
        expect(await snapshot([keptId, goneId])).toEqual(before);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test('show as one: found by either number, listed once, with an audit line that names who did it', async () => {
    const keptId = await makePerson(everything, { name: 'Serwaa Keeps', phone: '+233201230001' });
    const goneId = await makePerson(everything, { name: 'Serwaa Goes', phone: '+233201230002' });
    await mergeCustomers(mine.manager, { keptId, goneId });
    const known = (phone: string) => actAs(mine.system, (tx) => findByContact(tx, { phone }));
    expect([await known('+233201230001'), await known('+233201230002')]).toEqual([keptId, keptId]);
    expect((await listCustomers(mine.staff, { q: 'Serwaa' })).rows.map(({ id }) => id)).toEqual([keptId]);
    expect(await readCustomer(mine.staff, goneId)).toBeUndefined();
    expect((await readCustomer(mine.staff, keptId))?.bookings).toHaveLength(4);
    const [audit] = await owner`select user_id from audit_events
      where table_name = 'customer_merges' and company_id = ${mine.id} and changes ->> 'gone_id' like ${`%${goneId}%`}`;
    expect(audit?.user_id).toBe(mine.manager.userId);
    const rival = createCustomer(
      mine.manager,
      customerInput.parse({ ...emptyCustomer, name: 'X', phone: '+233201230002' }),
    );
    await expect(rival).rejects.toMatchObject({ code: expect.any(String) });
  });

  test.each([
    ['granted', 'withdrawn', 'withdrawn'],
    ['withdrawn', 'granted', 'withdrawn'],
    ['none', 'withdrawn', 'withdrawn'],
    ['none', 'granted', undefined],
    ['granted', 'none', 'granted'],
  ] as const)('of the consents %s and %s the stricter holds: %s', async (own, other, held) => {
    const keptId = await makePerson({ ...everything, consent: own });
    const goneId = await makePerson({ ...everything, consent: other });
    const [rows] = await readAs(mine.manager, (tx) => askSides(tx, keptId, goneId));
    const sides = tellSides([rows], keptId, goneId);
    if (!sides) throw new Error('no sides');
    expect(previewMerge(sides).consents.whatsapp ?? undefined).toBe(held);
    await mergeCustomers(mine.manager, { keptId, goneId });
    const consent = (await readCustomer(mine.staff, keptId))?.consents.find(
      ({ channel }) => channel === 'whatsapp',
    );
    expect(consent?.state).toBe(held);
  });

  test('a consent comes along with the number it was given for', async () => {
    const keptId = await makePerson({ ...everything, consent: 'none' }, { phone: null });
    const goneId = await makePerson({ ...everything, consent: 'granted' });
    await mergeCustomers(mine.manager, { keptId, goneId });
    expect(await readCustomer(mine.staff, keptId)).toMatchObject({
      customer: { phone: expect.stringMatching(/^\+233/) },
      consents: [{ channel: 'whatsapp', state: 'granted' }],
    });
  });

  test('what came since goes where it belongs when it is taken back; what was edited stays', async () => {
    const keptId = await makePerson({ ...everything, login: false }, { address: null });
    const goneId = await makePerson({ ...everything, login: false }, { address: 'Osu' });
    const [moved] = await owner`select id from bookings where customer_id = ${goneId} and status = 'enquiry'`;
    const { mergeId } = await mergeCustomers(mine.manager, { keptId, goneId });
    const later = await makeBooking(mine.id, { customerId: keptId });
    const detail = await readCustomer(mine.manager, keptId);
    await updateCustomer(mine.manager, {
      ...customerInput.parse({ ...emptyCustomer, name: 'Renamed', address: 'Kumasi' }),
      id: keptId,
      version: detail?.customer.version ?? 0,
    });
    await unmergeCustomers(mine.manager, { mergeId });
    const of = async (id: string) =>
      (await owner`select customer_id from bookings where id = ${id}`)[0]?.customer_id;
    expect([await of(String(moved?.id)), await of(later.id)]).toEqual([goneId, keptId]);
    expect((await readCustomer(mine.manager, keptId))?.customer).toMatchObject({
      name: 'Renamed',
      address: 'Kumasi',
    });
    await expect(unmergeCustomers(mine.manager, { mergeId })).rejects.toMatchObject({
      code: expect.stringMatching(/^CT03[01]$/),
    });
  });

  const exempt = { taxExemptReason: 'Embassy', taxExemptCertificate: '12/B', taxExemptUntil: '2031-12-31' };
  test.each([
    ['nothing', {}, exempt, { ...exempt, displayCurrency: 'EUR' }, null],
    [
      'an exemption',
      { taxExemptReason: 'Church' },
      exempt,
      { taxExemptReason: 'Church', taxExemptCertificate: null, taxExemptUntil: null, displayCurrency: 'EUR' },
      'Embassy',
    ],
    ['the same', exempt, exempt, { ...exempt, displayCurrency: 'EUR' }, null],
  ] as const)(
    'with %s of its own the record has what the preview said of tax and currency',
    async (_, own, other, became, left) => {
      const keptId = await makePerson(everything, own);
      const goneId = await makePerson(everything, { ...other, displayCurrency: 'EUR' });
      const [rows] = await readAs(mine.manager, (tx) => askSides(tx, keptId, goneId));
      const sides = tellSides([rows], keptId, goneId);
      if (!sides) throw new Error('no sides');
      const preview = previewMerge(sides);
      expect(preview).toMatchObject({ displayCurrency: 'EUR', leftBilling: { displayCurrency: null } });
      expect(preview.exemption?.reason).toBe(became.taxExemptReason);
      expect(preview.leftBilling.exemption?.reason ?? null).toBe(left);
      const { mergeId } = await mergeCustomers(mine.manager, { keptId, goneId });
      expect((await readCustomer(mine.manager, keptId))?.customer).toMatchObject(became);
      // What is said since stays, as a whole.
      const since = { taxExemptReason: 'Embassy', taxExemptCertificate: '99', taxExemptUntil: '2031-12-31' };
      await actAs(mine.manager, (tx) => tx.update(customers).set(since).where(eq(customers.id, keptId)));
      await unmergeCustomers(mine.manager, { mergeId });
      expect((await readCustomer(mine.manager, keptId))?.customer).toMatchObject({
        ...since,
        displayCurrency: null,
      });
      expect((await readCustomer(mine.manager, goneId))?.customer).toMatchObject({
        ...other,
        displayCurrency: 'EUR',
      });
    },
  );

  test('one after the other are taken back in turn, and not after thirty days', async () => {
    const [a, b, c] = [
      await makePerson(everything),
      await makePerson(everything),
      await makePerson(everything),
    ];
    const before = await snapshot([a, b, c]);
    const first = await mergeCustomers(mine.manager, { keptId: b, goneId: a });
    const second = await mergeCustomers(mine.manager, { keptId: c, goneId: b });
    await expect(unmergeCustomers(mine.manager, { mergeId: first.mergeId })).rejects.toMatchObject({
      code: expect.stringMatching(/^CT03[01]$/),
    });
    await unmergeCustomers(mine.manager, { mergeId: second.mergeId });
    await unmergeCustomers(mine.manager, { mergeId: first.mergeId });
    expect(await snapshot([a, b, c])).toEqual(before);
    const old = await mergeCustomers(mine.manager, { keptId: a, goneId: b });
    await owner`update customer_merges set made_at = now() - interval '31 days' where id = ${old.mergeId}`;
    await expect(unmergeCustomers(mine.manager, { mergeId: old.mergeId })).rejects.toMatchObject({
      code: expect.stringMatching(/^CT03[01]$/),
    });
  });

  test('leaves nothing of what the records were once it can’t be taken back, and not before', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => makePerson(everything)));
    const [a = '', b = '', c = '', d = ''] = people;
    const old = await mergeCustomers(mine.manager, { keptId: a, goneId: b });
    const fresh = await mergeCustomers(mine.manager, { keptId: c, goneId: d });
    await owner`update customer_merges set made_at = now() - interval '31 days' where id = ${old.mergeId}`;
    const kept = async (id: string) =>
      (
        await owner`select (select count(*)::int from customer_merge_rows r where r.merge_id = m.id) as rows, kept_before,
          kept_after, gone_before, kept_id, gone_id, made_by from customer_merges m where id = ${id}`
      )[0];
    const before = await kept(fresh.mergeId);
    expect(before?.rows).toBeGreaterThan(0);
    // A clock that is ahead takes nothing away that can still be taken back.
    await forgetMerges(mine.id, new Date(Date.now() + 90 * 86_400_000));
    expect(await kept(fresh.mergeId)).toEqual(before);
    expect(await kept(old.mergeId)).toEqual({
      ...{ rows: 0, kept_before: null, kept_after: null, gone_before: null },
      ...{ kept_id: a, gone_id: b, made_by: mine.manager.userId },
    });
    expect(await forgetMerges(mine.id, new Date())).toBe(0);
    const told =
      await owner`select action from audit_events where table_name = 'customer_merges' and row_id = ${old.mergeId}`;
    expect(told.map(({ action }) => action)).toEqual(['insert']);
    await expect(unmergeCustomers(mine.manager, { mergeId: old.mergeId })).rejects.toMatchObject({
      code: expect.stringMatching(/^CT03[01]$/),
    });
    await unmergeCustomers(mine.manager, { mergeId: fresh.mergeId });
    for (const actor of [mine.manager, mine.staff])
      await expect(actAs(actor, (tx) => tx.execute(sql`select forget_merges(now())`))).rejects.toMatchObject({
        code: '42501',
      });
  });

  test('the old address leads to the record that was kept, for its own office and while it holds', async () => {
    const [keptId, goneId] = [await makePerson(everything), await makePerson(everything)];
    const at = async (company: TestCompany, id: string) => {
      const sessionId = await makeSession(company.staff.userId);
      return openScreen(customerScreen, { sessionId, address: { params: { id }, search: {} } });
    };
    const { mergeId } = await mergeCustomers(mine.manager, { keptId, goneId });
    expect(await at(mine, goneId)).toMatchObject({ state: 'nothing', movedTo: `/customers/${keptId}` });
    expect(await at(theirs, goneId)).toMatchObject({ state: 'nothing', movedTo: undefined });
    expect(await at(mine, keptId)).toMatchObject({ state: 'open' });
    await unmergeCustomers(mine.manager, { mergeId });
    expect(await at(mine, goneId)).toMatchObject({ state: 'open' });
  });

  test('of two who merge the same at once one does', async () => {
    const [a, b] = [await makePerson(everything), await makePerson(everything)];
    const results = await Promise.allSettled([
      mergeCustomers(mine.manager, { keptId: a, goneId: b }),
      mergeCustomers(mine.manager, { keptId: b, goneId: a }),
      mergeCustomers(mine.manager, { keptId: a, goneId: b }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('nobody merges what isn’t theirs to merge', () => {
  test('staff, clients, another company, across companies, by SQL', async () => {
    const [a, b] = [await makePerson(everything), await makePerson(everything)];
    const foreign = (await makeCustomer(theirs.id)).id;
    await expect(mergeCustomers(mine.staff, { keptId: a, goneId: b })).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const [keptId, goneId] of [
      [a, foreign],
      [foreign, a],
    ] as const)
      await expect(mergeCustomers(mine.manager, { keptId, goneId })).rejects.toMatchObject({
        code: 'not_found',
      });
    await expect(mergeCustomers(theirs.manager, { keptId: a, goneId: b })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(mergeCustomers(mine.manager, { keptId: a, goneId: a })).rejects.toMatchObject({
      code: 'invalid',
    });
    const call = (actor: Parameters<typeof actAs>[0], kept: string, gone: string) =>
      actAs(actor, (tx) =>
        tx.execute(sql`select merge_customers(${v7()}::uuid, ${kept}::uuid, ${gone}::uuid)`),
      );
    await expect(call(mine.staff, a, b)).rejects.toMatchObject({ code: '42501' });
    await expect(call(mine.system, a, b)).rejects.toMatchObject({ code: '42501' });
    await expect(call(mine.manager, a, foreign)).rejects.toMatchObject({ code: 'CT030' });
    await expect(call(theirs.manager, a, b)).rejects.toMatchObject({ code: 'CT030' });
    const { mergeId } = await mergeCustomers(mine.manager, { keptId: a, goneId: b });
    await expect(unmergeCustomers(theirs.manager, { mergeId })).rejects.toMatchObject({
      code: expect.stringMatching(/^CT03[01]$/),
    });
    await expect(unmergeCustomers(mine.staff, { mergeId })).rejects.toMatchObject({ code: 'forbidden' });
    const hide = actAs(mine.manager, (tx) =>
      tx.update(customers).set({ mergedInto: foreign }).where(eq(customers.id, a)),
    );
    await expect(hide).rejects.toMatchObject({ code: '42501' });
    await expect(
      actAs(mine.manager, (tx) => tx.execute(sql`select * from customer_merge_rows`)),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('a login that came along sees everything of both, and its own again after', async () => {
    const [keptId, goneId] = [
      await makePerson({ ...everything, login: false }),
      await makePerson(everything),
    ];
    const ofGone = async () =>
      (
        await actAs(mine.system, (tx) =>
          tx.select().from(memberships).where(eq(memberships.customerId, goneId)),
        )
      ).length;
    expect(await ofGone()).toBe(1);
    const { mergeId } = await mergeCustomers(mine.manager, { keptId, goneId });
    expect(await ofGone()).toBe(0);
    await unmergeCustomers(mine.manager, { mergeId });
    expect(await ofGone()).toBe(1);
  });
});

describe('duplicates are found', () => {
  test('by number in another spelling, by address, by likeness; not by what is far', async () => {
    const company = await makeCompany();
    const one = await makeCustomer(company.id, {
      name: 'Adwoa Nyarko-Mensah',
      phone: '+5215512345678',
      email: 'ad@example.test',
    });
    const spelled = await makeCustomer(company.id, { name: 'Someone', phone: '+525512345678' });
    const mailed = await makeCustomer(company.id, { name: 'Other', email: 'AD@example.test' });
    const like = await makeCustomer(company.id, { name: 'Adwoa Nyarko Mensah' });
    await makeCustomer(company.id, { name: 'Kwabena' });
    const [rows] = await readAs(company.staff, (tx) => [askLikely(tx, { id: one.id })]);
    expect(tellLikely(rows).map(({ id, why }) => [id, why])).toEqual([
      [spelled.id, 'phone'],
      [mailed.id, 'email'],
      [like.id, 'name'],
    ]);
    const [foreign] = await readAs(mine.staff, (tx) => [askLikely(tx, { id: one.id })]);
    expect(foreign).toEqual([]);
    const [pairs] = await readAs(company.manager, (tx) => [askPairs(tx)]);
    const sets = tellPairs(pairs).map(({ keep, go }) => [keep.id, go.id].sort().join());
    expect(sets.sort()).toEqual([[one.id, mailed.id].sort().join(), [one.id, like.id].sort().join()].sort());
  });
});
