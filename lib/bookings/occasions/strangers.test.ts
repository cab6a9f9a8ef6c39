import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { occasions } from '@/db/schema/occasions';
import { type Actor, actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { createEnquiry } from '../enquiries';
import { createBooking } from '../mutations';
import { readBooking } from '../queries';
import { enquiryForm, newBookingForm } from '../schema';
import { myBookingsScreen } from '../screens';
import { create, formOf, makeOffice, type Office, refusal } from '../testing/office';
import { addPart, joinOccasion, leaveOccasion, renameOccasion } from './mutations';
import { mostParts } from './rules';
import { occasionScreen, partScreen } from './screens';
import { cancelOccasion, confirmOccasion, payOccasion } from './whole-occasion';

let mine: Office;
let theirs: Office;
let id: string;
let ids: string[];
let client: Extract<Actor, { role: 'client' }>;

beforeAll(async () => {
  [mine, theirs] = [await makeOffice(), await makeOffice()];
  ids = [(await create(mine)).id, (await create(mine)).id];
  id = (await joinOccasion(mine.staff, { bookingId: ids[0] ?? '', occasionId: null, name: 'Ours' }))
    .occasionId;
  await joinOccasion(mine.staff, { bookingId: ids[1] ?? '', occasionId: id, name: null });
  const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
  client = { role: 'client', companyId: mine.id, userId: user.id, customerId: mine.customerId };
});

const everything = (actor: Actor): [string, () => Promise<unknown>][] => {
  const bookingId = ids[0] ?? '';
  const booking = newBookingForm.parse(formOf(mine));
  return [
    ['add', () => addPart(actor, { of: bookingId, name: 'X', booking })],
    ['join', () => joinOccasion(actor, { bookingId, occasionId: id, name: null })],
    ['begin', () => joinOccasion(actor, { bookingId, occasionId: null, name: 'X' })],
    ['leave', () => leaveOccasion(actor, { bookingId })],
    ['rename', () => renameOccasion(actor, { id, name: 'X' })],
    ['confirm', () => confirmOccasion(actor, { id })],
    ['cancel', () => cancelOccasion(actor, { id, reason: 'X' })],
    ['pay', () => payOccasion(actor, { id, amount: 100, method: 'cash', reference: null })],
  ];
};

test('another company and a client do nothing to it', async () => {
  for (const [what, tried] of everything(theirs.manager))
    expect([what, await refusal(tried())]).toMatchObject([what, { code: 'not_found' }]);
  for (const [what, tried] of everything(client))
    expect([what, await refusal(tried())]).toMatchObject([what, { code: 'forbidden' }]);
  const own = await create(theirs);
  for (const name of [null, 'X']) {
    const into = joinOccasion(theirs.manager, { bookingId: own.id, occasionId: id, name });
    expect(await refusal(into)).toMatchObject({ code: 'not_found' });
  }
});

test('one’s own occasion takes no booking of another company or of another customer', async () => {
  const foreign = await create(theirs);
  const other = await create(mine, { customerId: (await makeCustomer(mine.id)).id });
  const into = (bookingId: string) => joinOccasion(mine.manager, { bookingId, occasionId: id, name: null });
  expect(await refusal(into(foreign.id))).toMatchObject({ code: 'not_found' });
  expect(await refusal(into(other.id))).toMatchObject({ message: expect.stringContaining('one customer’s') });
});

test('what is sent along with a form puts nothing into an occasion', async () => {
  const along = { occasionId: id };
  const enquiry = await createEnquiry(client, { ...enquiryForm.parse(formOf(mine)), ...along });
  const booking = await createBooking(mine.staff, { ...newBookingForm.parse(formOf(mine)), ...along });
  for (const made of [enquiry, booking])
    expect((await readBooking(mine.staff, made.id))?.booking.occasionId).toBeNull();
});

/** What the database answers to whoever writes past the app. */
const answerTo = (actor: Actor, statement: ReturnType<typeof sql>) =>
  actAs(actor, async (tx) => (await tx.execute(statement)).count).catch((error: unknown) => {
    const found = error as { code?: string; cause?: { code?: string } };
    return found.cause?.code ?? found.code;
  });

describe('the database', () => {
  test('holds one occasion to one customer and one company, also at the end of a transaction', async () => {
    const other = await create(mine, { customerId: (await makeCustomer(mine.id)).id });
    const foreign = await create(theirs);
    const put = (bookingId: string) => sql`update bookings set occasion_id = ${id} where id = ${bookingId}`;
    expect(await answerTo(mine.manager, put(other.id))).toBe('23503');
    expect(await answerTo(mine.manager, put(foreign.id))).toBe(0);
    expect(await answerTo(theirs.manager, put(foreign.id))).toBe('CT086');
    const away = sql`update bookings set customer_id = ${other.id} where id = ${ids[0]}`;
    expect(await answerTo(mine.manager, away)).toBe('23503');
    for (const actor of [mine.manager, mine.staff])
      for (const write of [
        sql`update occasions set customer_id = gen_random_uuid()`,
        sql`delete from occasions`,
      ])
        expect(await answerTo(actor, write)).toBe('42501');
    expect(await answerTo(theirs.manager, sql`update occasions set name = 'X' where id = ${id}`)).toBe(0);
  });

  test('lets a client put nothing together, rename nothing, and see nothing of others', async () => {
    const other = await makeCustomer(mine.id);
    const stranger = await create(mine, { customerId: other.id });
    await joinOccasion(mine.staff, { bookingId: stranger.id, occasionId: null, name: 'Theirs' });
    const seen = await actAs(client, (tx) => tx.select({ name: occasions.name }).from(occasions));
    expect(seen).toEqual([{ name: 'Ours' }]);
    expect(await answerTo(client, sql`update occasions set name = 'X'`)).toBe('42501');
    expect(await answerTo(client, sql`update bookings set occasion_id = null`)).toBe('42501');
    const [row] = await actAs(client, (tx) =>
      tx
        .select()
        .from(bookings)
        .where(eq(bookings.id, ids[0] ?? '')),
    );
    if (!row) throw new Error('no booking');
    const { venueKey: _v, subtotal: _s, total: _t, ...copy } = row;
    const money = { menuTotal: 0, serviceTotal: 0, serviceCharge: 0, taxTotal: 0, deposit: 0, tax: null };
    const forged = actAs(client, (tx) =>
      tx
        .insert(bookings)
        .values({ ...copy, ...money, id: crypto.randomUUID(), reference: '', occasionId: id }),
    );
    expect(await refusal(forged)).toMatchObject({ code: '42501' });
  });

  test('holds twenty parts, however many come at once', async () => {
    const office = await makeOffice();
    const made: string[] = [];
    for (let n = 0; n < mostParts + 4; n += 1) made.push((await create(office)).id);
    const [first = '', ...rest] = made;
    const { occasionId } = await joinOccasion(office.staff, {
      bookingId: first,
      occasionId: null,
      name: 'Durbar',
    });
    const answers = await Promise.all(
      rest.map((bookingId) =>
        answerTo(office.staff, sql`update bookings set occasion_id = ${occasionId} where id = ${bookingId}`),
      ),
    );
    expect(answers.filter((answer) => answer === 1)).toHaveLength(mostParts - 1);
    expect(answers.filter((answer) => answer === 'CT086')).toHaveLength(4);
    const more = joinOccasion(office.staff, { bookingId: (await create(office)).id, occasionId, name: null });
    expect(await refusal(more)).toMatchObject({ message: 'An occasion has up to 20 parts.' });
  }, 30_000);

  test('keeps the trail and tells open screens', async () => {
    const office = await makeOffice();
    const booking = await create(office);
    const { occasionId } = await joinOccasion(office.staff, {
      bookingId: booking.id,
      occasionId: null,
      name: 'One',
    });
    await renameOccasion(office.staff, { id: occasionId, name: 'Two' });
    await leaveOccasion(office.staff, { bookingId: booking.id });
    const [found] = await actAs(office.manager, (tx) =>
      tx.execute<{ actions: string; told: number; people: number }>(sql`select
        string_agg(action, ' ' order by id) as actions, count(distinct user_id)::int as people,
        (select count(*)::int from live_changes where topic = 'bookings') as told
        from audit_events where table_name = 'occasions' and row_id = ${occasionId}`),
    );
    expect(found?.actions).toBe('insert update delete');
    expect(found?.people).toBe(1);
    expect(Number(found?.told)).toBeGreaterThan(3);
  });
});

describe('its pages', () => {
  const open = async (userId: string, screen: typeof occasionScreen | typeof partScreen, at: string) =>
    (
      await openScreen(screen as typeof occasionScreen, {
        sessionId: await makeSession(userId),
        address: { params: { id: at }, search: {} },
      })
    ).state;

  test('are the office’s, of its own company', async () => {
    const { userId } = mine.staff;
    expect(await open(userId, occasionScreen, id)).toBe('open');
    expect(await open(userId, partScreen, ids[0] ?? '')).toBe('open');
    expect(await open(userId, occasionScreen, ids[0] ?? '')).toBe('nothing');
    for (const [screen, at] of [
      [occasionScreen, id],
      [partScreen, ids[0] ?? ''],
    ] as const) {
      expect(await open(theirs.manager.userId, screen, at)).toBe('nothing');
      expect(await open(client.userId, screen, at)).toBe('forbidden');
    }
  });

  test('show a client their own as one, with its sum', async () => {
    const opened = await openScreen(myBookingsScreen, {
      sessionId: await makeSession(client.userId),
      address: { params: {}, search: {} },
    });
    if (opened.state !== 'open') throw new Error(opened.state);
    const { data } = receive(opened.sent);
    expect(data.occasions).toMatchObject([{ id, name: 'Ours', sums: { asked: 2 * 250_125 } }]);
    expect(data.rows.flatMap(({ occasionId }) => occasionId ?? [])).toEqual([id, id]);
  });
});
