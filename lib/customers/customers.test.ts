import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { emptyCustomer, valuesOf } from './form-values';
import { createCustomer, updateCustomer } from './mutations';
import { formatPhone, normalisePhone } from './phone';
import { findCustomers, listCustomers, pageSize, readCustomer } from './queries';
import { type CustomerValues, customerInput, customerUpdate } from './schema';

let mine: TestCompany;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
});

const input = (change: Partial<CustomerValues> = {}) =>
  customerInput.parse({ ...emptyCustomer, name: 'Ama Mensah', ...change });

describe('phone numbers', () => {
  test.each(['0244123456', '233244123456', '00233244123456', '+2330244123456', ' 024 412-3456 '])(
    '%j is +233244123456 in Ghana',
    (typed) => {
      expect(normalisePhone(typed, 'GH')).toBe('+233244123456');
    },
  );

  test('keep their own country, and what isn’t one is refused', () => {
    expect(normalisePhone('+33 6 12 34 56 78', 'GH')).toBe('+33612345678');
    for (const typed of ['0244', 'call me', '', '+999 123 456 789', '1'.repeat(40)])
      expect(normalisePhone(typed, 'GH')).toBeUndefined();
  });

  test.each([
    '024 412 3456 ext. 12',
    '+233244123456;ext=5',
    '024 412 3456 #12',
    '0244123456 x 7',
    '024 412 3456 or 020 123 4567',
  ])('%j is refused, not cut: what stands behind the number would be lost', (typed) => {
    expect(normalisePhone(typed, 'GH')).toBeUndefined();
    const parsed = customerInput.safeParse({ ...emptyCustomer, name: 'Ama', phone: typed });
    expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['phone', expect.stringContaining('without an extension')],
    ]);
  });

  test('are shown as people at home write them', () => {
    expect(formatPhone('+233244123456')).toBe('+233 24 412 3456');
    expect(formatPhone('+33612345678')).toBe('+33 6 12 34 56 78');
  });
});

describe('writing', () => {
  test('stores the phone in one form, so the same person isn’t added twice', async () => {
    const { id } = await createCustomer(mine.manager, input({ phone: '024 400 7001' }));
    expect((await readCustomer(mine.staff, id))?.customer.phone).toBe('+233244007001');
    await expect(createCustomer(mine.manager, input({ phone: '+233244007001' }))).rejects.toMatchObject({
      code: 'conflict',
      detail: { fields: { phone: expect.stringContaining('Ama Mensah') } },
    });
    await createCustomer(theirs.manager, input({ phone: '024 400 7001' }));
  });

  test('of ten at once with one phone one is added', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => createCustomer(mine.manager, input({ phone: '024 400 7002' }))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is the manager’s, by rule and by right', async () => {
    await expect(createCustomer(mine.staff, input())).rejects.toMatchObject({ code: 'forbidden' });
    const write = actAs(mine.staff, (tx) => tx.insert(customers).values({ companyId: mine.id, name: 'X' }));
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });

  test('a stale edit is refused with what differs; foreign and unknown ids are not found', async () => {
    const { id } = await createCustomer(mine.manager, input({ name: 'Esi' }));
    const opened = await readCustomer(mine.manager, id);
    if (!opened) throw new Error('no customer');
    const base = { ...valuesOf(opened.customer), id, version: opened.customer.version };
    await updateCustomer(mine.manager, customerUpdate.parse({ ...base, name: 'Esi Amoah' }));
    const stale = customerUpdate.parse({ ...base, notes: 'Likes spice' });
    await expect(updateCustomer(mine.manager, stale)).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { name: 'Esi Amoah', notes: null, version: base.version + 1 } },
    });
    for (const [actor, other] of [
      [theirs.manager, id],
      [mine.manager, v7()],
    ] as const)
      await expect(updateCustomer(actor, { ...stale, id: other })).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

describe('reading', () => {
  test('pages by name without losing namesakes', async () => {
    const company = await makeCompany();
    for (let index = 0; index < pageSize + 7; index += 1)
      await makeCustomer(company.id, { name: index % 2 ? 'Same Name' : `Name ${index}`, optedIn: false });
    const first = await listCustomers(company.staff, {});
    const second = await listCustomers(company.staff, { after: first.next });
    expect(first.total).toBe(pageSize + 7);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(pageSize + 7);
    const back = await listCustomers(company.staff, { before: second.previous });
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect((await listCustomers(company.staff, { after: 'tampered' })).rows).toHaveLength(pageSize);
  });

  test('finds by name and phone within the company only', async () => {
    const { id } = await makeCustomer(mine.id, { name: 'Mariama Issah', phone: '+233200555777' });
    await makeCustomer(theirs.id, { name: 'Mariama Issah', phone: '+233200555777' });
    for (const q of ['mariama', '0200 555 777', '555777'])
      expect((await findCustomers(mine.staff, q)).map((row) => row.id)).toEqual([id]);
  });

  test('counts each customer’s own bookings and knows their latest event', async () => {
    const company = await makeCompany();
    const startsAt = new Date('2027-03-01T10:00Z');
    const { customerId } = await makeBooking(company.id, { startsAt });
    await makeBooking(company.id, {
      customerId,
      startsAt: new Date('2027-09-01T10:00Z'),
      status: 'cancelled',
    });
    await makeCustomer(company.id, { name: 'Zoe without' });
    const { rows } = await listCustomers(company.staff, {});
    expect(rows.map(({ bookings, lastEventAt }) => ({ bookings, lastEventAt }))).toEqual([
      { bookings: 2, lastEventAt: startsAt },
      { bookings: 0, lastEventAt: null },
    ]);
  });

  test('shows bookings and the newest consent of each channel', async () => {
    const { customerId } = await makeBooking(mine.id);
    const detail = await readCustomer(mine.staff, customerId);
    expect(detail?.bookings).toHaveLength(1);
    expect(detail?.consents.map(({ channel, state }) => [channel, state])).toEqual([['whatsapp', 'granted']]);
    expect(await readCustomer(theirs.manager, customerId)).toBeUndefined();
    expect(await readCustomer(mine.manager, 'nonsense')).toBeUndefined();
  });
});

describe('searching', () => {
  test('finds José however he is typed, and nobody by signs', async () => {
    const company = await makeCompany();
    await makeCustomer(company.id, { name: 'José  Müller Agyei', phone: '+233244123456' });
    await makeCustomer(company.id, { name: 'Kɔfi Œuvre' });
    const names = async (q: string) => (await findCustomers(company.staff, q)).map(({ name }) => name);
    for (const q of ['jose', 'JOSÉ', 'muller jose', 'agyei   josé', 'josé 0244123456'])
      expect([q, await names(q)]).toEqual([q, ['José  Müller Agyei']]);
    for (const q of ['0244123456', '+2330244123456', '00233 24 412-3456', '+233 (0)24 412 3456', '3456'])
      expect([q, await names(q)]).toEqual([q, ['José  Müller Agyei']]);
    expect(await names('kofi')).toEqual(['Kɔfi Œuvre']);
    for (const q of ['%', '_', '%%%', 'jose nobody', '\\']) expect([q, await names(q)]).toEqual([q, []]);
    expect(await names('\u0000jo\u0000se')).toEqual(['José  Müller Agyei']);
  });

  test('a made-up place in the address is the beginning of the list', async () => {
    const { rows } = await listCustomers(mine.staff, {});
    for (const place of ['x', `AA.${rows[0]?.id}`, '8640000000000000.x', '["\\u0000"]'])
      expect((await listCustomers(mine.staff, { after: place })).rows).toHaveLength(rows.length);
  });
});
