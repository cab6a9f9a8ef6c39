import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer, makeMenu, readBooking } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { enquiries } from '@/db/schema/enquiries';
import { conversations, messages } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { cancelBooking } from '@/lib/bookings/cancelling/call-off';
import { createEnquiry } from '@/lib/bookings/enquiries';
import { emptyValues } from '@/lib/bookings/form-values';
import { advanceBooking, createBooking } from '@/lib/bookings/mutations';
import { newBookingForm } from '@/lib/bookings/schema';
import { saveBilling } from '@/lib/customers/billing/mutations';
import { linkConversation } from '@/lib/messaging/conversations/link-conversation';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { bookingValuesOf } from './booking-values';
import { enquiryFromConversation } from './from-conversation';
import { listEnquiries } from './list-queries';
import { addEnquiry, answerEnquiry, assignEnquiry, followUp, moveEnquiry, updateEnquiry } from './mutations';
import { readEnquiry } from './queries';
import { bookEnquiryScreen } from './screens';
import { bookEnquiry, linkCustomer, loseEnquiry, markSpam } from './settle-enquiry';

let mine: TestCompany;
let theirs: TestCompany;
beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
});

const asked = {
  name: 'Esi Boateng',
  phone: '024 400 8001',
  email: null,
  eventType: 'wedding' as const,
  eventDate: '2030-12-12',
  guests: 80,
  place: 'Labadi',
  budget: 600_000,
  message: 'We marry by the sea.',
  notes: null,
};
let figure = 8100;
const input = (change: Partial<typeof asked> = {}) => {
  figure += 1;
  return { ...asked, phone: `024 400 ${figure}`, ...change };
};
const rowOf = async (id: string) =>
  (await actAs(mine.system, (tx) => tx.select().from(enquiries).where(eq(enquiries.id, id))))[0];
const ofBooking = async (bookingId: string) =>
  (
    await actAs(mine.system, (tx) => tx.select().from(enquiries).where(eq(enquiries.bookingId, bookingId)))
  )[0];

async function bookingInput(change: Record<string, unknown> = {}) {
  const { itemId } = await makeMenu(mine.id);
  return newBookingForm.parse({
    ...emptyValues,
    callerName: 'Esi Boateng',
    callerPhone: '024 400 7777',
    eventName: 'Esi: wedding',
    startsAt: '2030-12-12T12:00',
    endsAt: '2030-12-12T16:00',
    venue: `Hall ${v7()}`,
    guests: '80',
    lines: [{ thing: { kind: 'dish' as const, id: itemId }, quantity: '80', notes: '' }],
    ...change,
  });
}

describe('an enquiry that the office takes down', () => {
  test('stands on the board as answered, and says what it is worth and how urgent it is', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    const list = await listEnquiries(mine.staff, {}, new Date('2030-12-08T10:00:00Z'));
    const card = list.cards.find((one) => one.id === id);
    expect(card).toMatchObject({
      stage: 'inquiry',
      name: 'Esi Boateng',
      urgent: true,
      high: true,
      answerDueAt: null,
    });
    const early = await listEnquiries(mine.staff, {}, new Date('2030-12-04T10:00:00Z'));
    expect(early.cards.find((one) => one.id === id)).toMatchObject({ urgent: false });
    expect(await listEnquiries(theirs.manager, {}, new Date())).toMatchObject({ cards: [] });
  });

  test('needs a way to be answered, and a number that exists', async () => {
    await expect(addEnquiry(mine.staff, { ...asked, phone: null })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(addEnquiry(mine.staff, { ...asked, phone: '0244' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('is moved with its rules: won by its booking alone, lost with why, and taken up again', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    expect(await moveEnquiry(mine.staff, { id, to: 'proposal' })).toEqual({ from: 'inquiry' });
    for (const to of ['won', 'lost', 'proposal'] as const)
      await expect(moveEnquiry(mine.staff, { id, to })).rejects.toMatchObject({ code: 'conflict' });
    await expect(loseEnquiry(mine.staff, { id, reason: 'x' as never, note: null })).rejects.toMatchObject({
      code: 'invalid',
    });
    await followUp(mine.staff, { id, on: '2030-01-01', note: 'call' });
    await loseEnquiry(mine.staff, { id, reason: 'price', note: 'Found it 20 % cheaper' });
    expect(await rowOf(id)).toMatchObject({ stage: 'lost', lostReason: 'price', followUpOn: null });
    await moveEnquiry(mine.staff, { id, to: 'negotiation' });
    expect(await rowOf(id)).toMatchObject({ stage: 'negotiation', lostReason: null, lostNote: null });
  });

  test('of two who save it the second is told', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    const row = await rowOf(id);
    const change = { ...input(), id, version: row?.version ?? 0 };
    await updateEnquiry(mine.staff, { ...change, guests: 90 });
    await expect(updateEnquiry(mine.manager, { ...change, guests: 95 })).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { guests: 90 } },
    });
  });

  test('is given to people of the own office only', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    await assignEnquiry(mine.staff, { id, ownerId: mine.manager.userId });
    await expect(assignEnquiry(mine.staff, { id, ownerId: theirs.manager.userId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('is nobody else’s: every order of another company finds nothing', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    const own = await makeCustomer(theirs.id);
    const booking = await bookingInput();
    const orders = [
      () => moveEnquiry(theirs.manager, { id, to: 'proposal' }),
      () => loseEnquiry(theirs.manager, { id, reason: 'price', note: null }),
      () => answerEnquiry(theirs.manager, { id, way: 'phone' }),
      () => followUp(theirs.manager, { id, on: null, note: null }),
      () => assignEnquiry(theirs.manager, { id, ownerId: null }),
      () => markSpam(theirs.manager, { id, spam: true }),
      () => linkCustomer(theirs.manager, { id, customerId: own.id }),
      () => updateEnquiry(theirs.manager, { ...input(), id, version: 1 }),
      () => bookEnquiry(theirs.manager, { id, booking: booking }),
    ];
    for (const order of orders) await expect(order()).rejects.toMatchObject({ code: 'not_found' });
    expect(await readEnquiry(theirs.manager, id, new Date())).toBeUndefined();
    await expect(linkCustomer(mine.manager, { id, customerId: own.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a booking and its enquiry', () => {
  test('go one way: quoted is a proposal, confirmed is won', async () => {
    const { id } = await makeBooking(mine.id);
    expect(await ofBooking(id)).toMatchObject({ stage: 'inquiry', source: 'office' });
    await advanceBooking(mine.staff, { id, to: 'quoted' });
    expect(await ofBooking(id)).toMatchObject({ stage: 'proposal' });
    await advanceBooking(mine.staff, { id, to: 'confirmed' });
    expect(await ofBooking(id)).toMatchObject({ stage: 'won' });
    await cancelBooking(mine.staff, { id, reason: 'Ill' });
    expect(await ofBooking(id)).toMatchObject({ stage: 'won' });
  });

  test('cancelled before it was agreed is lost, with the words of the cancellation', async () => {
    const { id } = await makeBooking(mine.id);
    await cancelBooking(mine.staff, { id, reason: 'They move abroad' });
    expect(await ofBooking(id)).toMatchObject({
      stage: 'lost',
      lostReason: 'called_off',
      lostNote: 'They move abroad',
    });
  });

  test('lost on the board, its quote is cancelled with it; won, it can’t be lost', async () => {
    const { id } = await makeBooking(mine.id);
    const enquiry = await ofBooking(id);
    await loseEnquiry(mine.staff, { id: enquiry?.id ?? '', reason: 'another_caterer', note: null });
    expect((await readBooking(mine.id, id))?.status).toBe('cancelled');
    expect(await ofBooking(id)).toMatchObject({ stage: 'lost', lostReason: 'another_caterer' });
    const other = await makeBooking(mine.id);
    await advanceBooking(mine.staff, { id: other.id, to: 'confirmed' });
    const won = await ofBooking(other.id);
    await expect(
      loseEnquiry(mine.staff, { id: won?.id ?? '', reason: 'price', note: null }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await readBooking(mine.id, other.id))?.status).toBe('confirmed');
  });

  test('is made from what was asked, once, and whoever was called is its customer', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    const booking = await bookingInput();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => bookEnquiry(mine.staff, { id, booking })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const row = await rowOf(id);
    const stored = await readBooking(mine.id, row?.bookingId ?? '');
    expect(stored).toMatchObject({ eventName: 'Esi: wedding', guests: 80, status: 'enquiry' });
    expect(row).toMatchObject({ customerId: stored?.customerId, stage: 'inquiry' });
    const list = await listEnquiries(mine.staff, { view: 'list', q: 'Esi Boateng' }, new Date());
    expect(list.cards.filter(({ booking: made }) => made?.id === stored?.id)).toHaveLength(1);
    await advanceBooking(mine.staff, { id: stored?.id ?? '', to: 'confirmed' });
    expect(await rowOf(id)).toMatchObject({ stage: 'won' });
    await expect(moveEnquiry(mine.staff, { id, to: 'inquiry' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('after a cancelled one another can be made', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    const first = await bookEnquiry(mine.staff, { id, booking: await bookingInput() });
    await cancelBooking(mine.staff, { id: first.id, reason: 'Wrong day' });
    expect(await rowOf(id)).toMatchObject({ stage: 'lost' });
    const second = await bookEnquiry(mine.staff, { id, booking: await bookingInput() });
    expect(await rowOf(id)).toMatchObject({ bookingId: second.id, lostReason: null });
  });

  test('that stands for itself has an enquiry of its own; of the portal one that waits for an answer', async () => {
    const made = await createBooking(mine.staff, await bookingInput({ callerPhone: '024 400 7788' }));
    expect(await ofBooking(made.id)).toMatchObject({ source: 'office', answeredBy: 'phone' });
    const customer = await makeCustomer(mine.id);
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: customer.id });
    const client = { role: 'client', companyId: mine.id, userId: user.id, customerId: customer.id } as const;
    const { customerId: _, callerName: __, callerPhone: ___, ...event } = await bookingInput();
    const own = await createEnquiry(client, event);
    expect(await ofBooking(own.id)).toMatchObject({ source: 'portal', answeredAt: null, toldAt: null });
    const seen = actAs(client, (tx) => tx.select().from(enquiries));
    await expect(seen).rejects.toMatchObject({ code: '42501' });
  });

  test('can’t be said to be won by SQL, nor tied to another company’s', async () => {
    const { id } = await addEnquiry(mine.staff, input());
    const win = actAs(mine.manager, (tx) =>
      tx.update(enquiries).set({ stage: 'won' }).where(eq(enquiries.id, id)),
    );
    await expect(win).rejects.toMatchObject({ code: 'CT023' });
    const other = await makeBooking(theirs.id);
    const tie = actAs(mine.system, (tx) =>
      tx.update(enquiries).set({ bookingId: other.id }).where(eq(enquiries.id, id)),
    );
    await expect(tie).rejects.toMatchObject({ code: '23503' });
    const forge = actAs(mine.staff, (tx) =>
      tx
        .insert(enquiries)
        .values({ companyId: mine.id, source: 'form', name: 'X', createdBy: mine.staff.userId }),
    );
    await expect(forge).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what somebody wrote on WhatsApp', () => {
  async function makeTalk(words: string[], more: Partial<typeof conversations.$inferInsert> = {}) {
    const id = v7();
    figure += 1;
    await actAs(mine.system, async (tx) => {
      await tx.insert(conversations).values({
        id,
        companyId: mine.id,
        address: `whatsapp:+23324500${figure}`,
        profileName: 'Kofi 🎉',
        ...more,
      });
      for (const [at, body] of words.entries())
        await tx.insert(messages).values({
          companyId: mine.id,
          conversationId: id,
          direction: 'inbound',
          kind: 'inbound',
          status: 'received',
          body,
          createdAt: new Date(Date.now() - 3_600_000 + at * 1000),
        });
    });
    return id;
  }

  test('becomes an enquiry by one tap, with their words, and one only', async () => {
    const conversationId = await makeTalk(['Hello!', 'Do you cater 12 May 2030 for 60 people?']);
    const [one, two] = await Promise.all([
      enquiryFromConversation(mine.staff, { conversationId }),
      enquiryFromConversation(mine.manager, { conversationId }),
    ]);
    expect(one.id).toBe(two.id);
    expect([one.made, two.made].sort()).toEqual([false, true]);
    const row = await rowOf(one.id);
    expect(row).toMatchObject({
      name: 'Kofi 🎉',
      message: 'Hello!\nDo you cater 12 May 2030 for 60 people?',
      eventDate: null,
      guests: null,
      answeredAt: null,
      source: 'whatsapp',
    });
    await expect(enquiryFromConversation(theirs.staff, { conversationId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('the clock stops when the office writes back', async () => {
    const conversationId = await makeTalk(['Hello']);
    const { id } = await enquiryFromConversation(mine.staff, { conversationId });
    await actAs(mine.system, (tx) =>
      tx.insert(messages).values({
        companyId: mine.id,
        conversationId,
        direction: 'outbound',
        kind: 'staff_reply',
        status: 'waiting',
        body: 'Good morning',
      }),
    );
    expect(await rowOf(id)).toMatchObject({ answeredBy: 'message', answeredAt: expect.any(Date) });
    await expect(answerEnquiry(mine.staff, { id, way: 'phone' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('belongs to the customer that the office says the sender is', async () => {
    const conversationId = await makeTalk(['Hi']);
    const { id } = await enquiryFromConversation(mine.staff, { conversationId });
    const { customerId } = await linkConversation(mine.staff, { conversationId, name: 'Kofi Mensah' });
    expect(await rowOf(id)).toMatchObject({ customerId });
  });
});

describe('who it is', () => {
  test('is only possible by what was typed, until the office says so; an opt-out outlives the form’s tick', async () => {
    const known = await makeCustomer(mine.id, { phone: '+233244009001', optedIn: false });
    await actAs(mine.system, (tx) =>
      tx.insert(consents).values({
        companyId: mine.id,
        customerId: known.id,
        channel: 'whatsapp',
        state: 'withdrawn',
        source: 'whatsapp',
        textVersion: 't',
      }),
    );
    const id = v7();
    await actAs(mine.system, (tx) =>
      tx.insert(enquiries).values({
        id,
        companyId: mine.id,
        source: 'form',
        name: 'Says to be Ama',
        phone: '+233244009001',
        email: 'ama@example.test',
        consentVersion: 3,
        consentWords: 'Write to me.',
      }),
    );
    const detail = await readEnquiry(mine.staff, id, new Date());
    expect(detail).toMatchObject({
      enquiry: { customerId: null },
      likely: [{ id: known.id, byPhone: true }],
    });
    await linkCustomer(mine.staff, { id, customerId: known.id });
    const given = await actAs(mine.system, (tx) =>
      tx.select().from(consents).where(eq(consents.customerId, known.id)),
    );
    expect(given.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      'email granted',
      'whatsapp withdrawn',
    ]);
    const [stored] = await actAs(mine.system, (tx) =>
      tx.select().from(customers).where(eq(customers.id, known.id)),
    );
    expect(stored?.email).toBeNull();
  });
});

test('follow-ups of the day and of those before it are due, on the company’s clock', async () => {
  const company = await makeCompany({ timeZone: 'Pacific/Auckland' });
  const { id } = await addEnquiry(company.manager, input());
  await followUp(company.manager, { id, on: '2030-05-02', note: 'Menu' });
  const due = async (at: string) =>
    (await listEnquiries(company.manager, { mark: 'due' }, new Date(at))).cards.length;
  expect(await due('2030-05-01T11:00:00Z')).toBe(0);
  expect(await due('2030-05-01T13:00:00Z')).toBe(1);
  const before = await followUp(company.manager, { id, on: null, note: null });
  expect(before).toEqual({ on: '2030-05-02', note: 'Menu' });
  expect(await due('2030-06-01T13:00:00Z')).toBe(0);
});

test('the list is searched by name in any spelling, narrowed, and turned by pages', async () => {
  const company = await makeCompany();
  for (let n = 0; n < 30; n += 1) await addEnquiry(company.manager, input({ name: `Guest ${n} Ñandú` }));
  const page = await listEnquiries(company.manager, { view: 'list' }, new Date());
  expect(page.cards).toHaveLength(25);
  const rest = await listEnquiries(company.manager, { view: 'list', after: page.next }, new Date());
  expect(rest.cards).toHaveLength(5);
  const back = await listEnquiries(company.manager, { view: 'list', before: rest.previous }, new Date());
  expect(back.cards.map(({ id }) => id)).toEqual(page.cards.map(({ id }) => id));
  const found = await listEnquiries(company.manager, { q: 'nandu' }, new Date());
  expect(found.cards).toHaveLength(25);
  expect((await listEnquiries(company.manager, { q: '%' }, new Date())).cards).toEqual([]);
  expect((await listEnquiries(company.manager, { source: 'form' }, new Date())).cards).toEqual([]);
});

test('it is found by what its customer and its booking are called, and by no other company', async () => {
  const [company, other] = [await makeCompany(), await makeCompany()];
  const customer = await makeCustomer(company.id, { name: 'Ewurabena Quaye', phone: '+233244777001' });
  const { id: bookingId } = await makeBooking(company.id, { customerId: customer.id, venue: 'Zongo Lane 4' });
  const { reference } = (await readBooking(company.id, bookingId)) ?? {};
  const found = async (of: TestCompany, q: string) =>
    (await listEnquiries(of.staff, { q }, new Date())).cards.map(({ booking }) => booking?.id);
  for (const q of ['ewurabena', 'QUAYE', '0244777001', 'zongo', reference ?? '', 'quaye zongo']) {
    expect([q, await found(company, q)]).toEqual([q, [bookingId]]);
    expect(await found(other, q)).toEqual([]);
  }
  for (const q of ['quaye nobody', 'nobody']) expect(await found(company, q)).toEqual([]);
});

test('what else they asked, and where they are written with, is known by customer, number and address', async () => {
  const [company, other] = [await makeCompany(), await makeCompany()];
  const plain = { companyId: company.id, source: 'form' as const, name: 'Adjoa' };
  const [asking, byPhone, byMail, spam, talk, ofOthers] = Array.from({ length: 6 }, () => v7()) as [
    ...[string, string, string, string, string, string],
  ];
  const customer = await makeCustomer(company.id);
  const byCustomer = v7();
  await actAs(company.system, async (tx) => {
    await tx
      .insert(conversations)
      .values({ id: talk, companyId: company.id, address: 'whatsapp:+525512345678' });
    await tx.insert(enquiries).values([
      { ...plain, id: asking, phone: '+5215512345678', email: 'Adjoa@Example.test', customerId: customer.id },
      { ...plain, id: byPhone, phone: '+525512345678' },
      { ...plain, id: byMail, email: 'adjoa@example.TEST' },
      { ...plain, id: byCustomer, customerId: customer.id },
      { ...plain, id: spam, phone: '+525512345678', spamAt: new Date() },
      { ...plain, id: v7(), email: 'somebody@example.test' },
    ]);
  });
  await actAs(other.system, (tx) =>
    tx.insert(enquiries).values({
      ...plain,
      id: ofOthers,
      companyId: other.id,
      phone: '+5215512345678',
      email: 'adjoa@example.test',
    }),
  );
  const detail = await readEnquiry(company.staff, asking, new Date());
  expect(detail?.others.map(({ id }) => id).sort()).toEqual([byPhone, byMail, byCustomer].sort());
  expect(detail?.conversationId).toBe(talk);
  const [theirs] = await actAs(other.staff, (tx) =>
    tx.execute<{ talk: string | null; beside: number }>(
      sql`select talk_of_enquiry(${asking}::uuid) as talk, (select count(*)::int from enquiries_beside(${asking}::uuid)) as beside`,
    ),
  );
  expect(theirs).toEqual({ talk: null, beside: 0 });
});

test('the booking’s form is filled with what was asked, its times as the company’s clock says them, over the wire too', async () => {
  const { id } = await addEnquiry(mine.staff, input());
  const session = await makeSession(mine.staff.userId);
  const opened = await openScreen(bookEnquiryScreen, {
    sessionId: session,
    address: { params: { id }, search: {} },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  const { data } = receive(opened.sent);
  expect(bookingValuesOf(data.asked)).toMatchObject({
    callerName: 'Esi Boateng',
    startsAt: '2030-12-12T12:00',
    endsAt: '2030-12-12T16:00',
    venue: 'Labadi',
    guests: '80',
    specialRequests: 'We marry by the sea.',
  });
});

test('the booking’s form knows that the customer of an enquiry pays no tax', async () => {
  const { id } = await addEnquiry(mine.staff, input());
  const customer = await makeCustomer(mine.id);
  await saveBilling(mine.manager, {
    ...{ customerId: customer.id, version: 1, displayCurrency: null },
    exemption: { reason: 'Mission', certificate: null, until: null },
  });
  await linkCustomer(mine.manager, { id, customerId: customer.id });
  const opened = await openScreen(bookEnquiryScreen, {
    sessionId: await makeSession(mine.staff.userId),
    address: { params: { id }, search: {} },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  expect(receive(opened.sent).data.customer).toMatchObject({
    ...{ id: customer.id, exemption: { reason: 'Mission' } },
  });
});
