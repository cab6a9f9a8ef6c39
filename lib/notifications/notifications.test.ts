import { desc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findFreePort } from '@/db/embedded/ports';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { alertReads } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { actAs, type OfficeActor, type Tx } from '@/db/session';
import { forgetOldAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { guestCountChanged } from '@/lib/bookings/alert-kinds';
import { caseOpened } from '@/lib/cases/alert-kinds';
import { messageNeedsPerson, messageUnread } from '@/lib/feedback/alert-kinds';
import { senderPaused } from '@/lib/messaging/alert-kinds';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { sendDigests } from './digest';
import { markNotifications, settleNotifications } from './mark-several';
import { chooseDigest, markNotificationsRead, routeAlerts, settleNotification } from './mutations';
import { notificationsScreen } from './screens';

let company: TestCompany;
beforeEach(async () => {
  company = await makeCompany();
});

const raisers = {
  sender_paused: (tx: Tx, companyId: string) =>
    raiseAlert(tx, senderPaused, { companyId, about: { senderId: null, code: 20003 } }),
  guest_count: (tx: Tx, companyId: string, key: string) =>
    raiseAlert(tx, guestCountChanged, {
      companyId,
      about: { bookingId: key, askedFor: '2026-11-25T07:05:00Z' },
    }),
  message_needs_person: (tx: Tx, companyId: string, key: string) =>
    raiseAlert(tx, messageNeedsPerson, {
      companyId,
      about: { conversationId: key, customerId: null, said: 'Hello?' },
    }),
  message_unread: (tx: Tx, companyId: string, key: string) =>
    raiseAlert(tx, messageUnread, {
      companyId,
      about: { messageId: key, conversationId: null, customerId: null },
    }),
  case_opened: (tx: Tx, companyId: string, key: string) =>
    raiseAlert(tx, caseOpened, { companyId, about: { caseId: key, safety: false, summary: 'Cold rice' } }),
};

/** Raises one about the thing of that id and gives its own. */
const raise = async (kind: keyof typeof raisers, about = v7(), of = company) => {
  await actAs(of.system, (tx) => raisers[kind](tx, of.id, about));
  const [row] = await actAs(of.system, (tx) =>
    tx
      .select()
      .from(alerts)
      .where(eq(alerts.kind, kind))
      .orderBy(desc(alerts.createdAt), desc(alerts.id))
      .limit(1),
  );
  return row?.id ?? '';
};

async function look(person: OfficeActor, view = 'unread', place: { after?: string; before?: string } = {}) {
  const opened = await openScreen(notificationsScreen, {
    sessionId: await makeSession(person.userId),
    address: { params: {}, search: { view, ...place } },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data;
}
const kindsOf = async (person: OfficeActor, view?: string) =>
  (await look(person, view)).rows.map(({ kind }) => kind).sort();

describe('who hears of what', () => {
  test('trouble with the sender is the managers’, a waiting customer is everybody’s', async () => {
    await raise('sender_paused');
    await raise('message_needs_person');
    expect(await kindsOf(company.manager)).toEqual(['message_needs_person', 'sender_paused']);
    expect(await kindsOf(company.staff)).toEqual(['message_needs_person']);
  });

  test('staff see the managers’ ones not even in SQL, and nobody sees another company’s', async () => {
    await raise('sender_paused');
    const theirs = await makeCompany();
    await raise('message_needs_person', v7(), theirs);
    for (const [actor, seen] of [
      [company.staff, 0],
      [company.manager, 1],
    ] as const)
      expect(await actAs(actor, (tx) => tx.select().from(alerts))).toHaveLength(seen);
  });

  test('a company sends a kind elsewhere: what is open goes there, and what comes', async () => {
    await raise('guest_count');
    await routeAlerts(company.manager, { routes: [{ kind: 'guest_count', roles: ['manager'] }] });
    await raise('guest_count');
    expect(await kindsOf(company.staff)).toEqual([]);
    expect(await kindsOf(company.manager)).toEqual(['guest_count', 'guest_count']);
    await routeAlerts(company.manager, { routes: [{ kind: 'guest_count', roles: ['manager', 'staff'] }] });
    expect(await kindsOf(company.staff)).toEqual(['guest_count', 'guest_count']);
  });

  test('what was settled before leaves those who shouldn’t hear of it, too', async () => {
    const id = await raise('guest_count');
    await settleNotification(company.staff, { id });
    await routeAlerts(company.manager, { routes: [{ kind: 'guest_count', roles: ['manager'] }] });
    expect(await kindsOf(company.staff, 'all')).toEqual([]);
  });

  test('who writes again is told of again, also to those who read of the first time', async () => {
    const conversation = v7();
    await raise('message_needs_person', conversation);
    await markNotificationsRead(company.staff, {});
    await raise('message_needs_person', conversation);
    expect(await kindsOf(company.staff)).toEqual(['message_needs_person']);
    expect((await look(company.staff)).counts).toEqual({ open: 1, unread: 1 });
  });

  test('old ones leave', async () => {
    const id = await raise('guest_count');
    await settleNotification(company.manager, { id });
    await raise('guest_count');
    const left = async (days: number) => {
      await actAs(company.system, (tx) => forgetOldAlerts(tx, new Date(Date.now() + days * 86_400_000)));
      return (await look(company.manager, 'all')).rows.length;
    };
    expect([await left(89), await left(91), await left(364), await left(366)]).toEqual([2, 1, 1, 0]);
  });

  test('what is urgent can’t be kept from the managers, and staff choose nothing', async () => {
    await routeAlerts(company.manager, { routes: [{ kind: 'case_opened', roles: ['staff'] }] });
    await raise('case_opened');
    expect(await kindsOf(company.manager)).toEqual(['case_opened']);
    await expect(
      routeAlerts(company.staff, { routes: [{ kind: 'guest_count', roles: [] }] }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('what somebody has read', () => {
  test('is read for them alone, once, and stays on the list of what is open', async () => {
    const id = await raise('guest_count');
    await raise('message_unread');
    await Promise.all([1, 2].map(() => markNotificationsRead(company.staff, { ids: [id] })));
    expect(await kindsOf(company.staff)).toEqual(['message_unread']);
    expect(await kindsOf(company.staff, 'open')).toEqual(['guest_count', 'message_unread']);
    expect((await look(company.manager)).counts).toEqual({ open: 2, unread: 2 });
    await markNotificationsRead(company.manager, {});
    expect((await look(company.manager)).counts).toEqual({ open: 2, unread: 0 });
  });

  test('another company’s can’t be marked or settled', async () => {
    const theirs = await makeCompany();
    const id = await raise('guest_count', v7(), theirs);
    await markNotificationsRead(company.manager, { ids: [id] });
    expect(await actAs(company.system, (tx) => tx.select().from(alertReads))).toEqual([]);
    await expect(settleNotification(company.manager, { id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await kindsOf(theirs.manager)).toEqual(['guest_count']);
  });

  test('what is seen to leaves everybody’s list, and comes again when it happens again', async () => {
    const booking = v7();
    const id = await raise('guest_count', booking);
    await raise('guest_count', booking);
    expect(await kindsOf(company.manager, 'open')).toEqual(['guest_count']);
    await settleNotification(company.staff, { id });
    await settleNotification(company.staff, { id });
    expect(await kindsOf(company.manager, 'open')).toEqual([]);
    expect(await kindsOf(company.manager, 'all')).toEqual(['guest_count']);
    await raise('guest_count', booking);
    expect(await kindsOf(company.manager, 'open')).toEqual(['guest_count']);
  });
});

test('more than a page leads along and back, each once', async () => {
  for (let n = 0; n < 33; n += 1) await raise('guest_count');
  const first = await look(company.staff);
  const second = await look(company.staff, 'unread', { after: first.next });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 3, undefined]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(33);
  const back = await look(company.staff, 'unread', { before: second.previous });
  expect([back.rows, back.previous]).toEqual([first.rows, undefined]);
});

describe('several at once', () => {
  test('are read and unread for oneself alone', async () => {
    const ids = [await raise('guest_count'), await raise('message_unread')];
    const foreign = await raise('guest_count', v7(), await makeCompany());
    const all = ids.toSorted();
    expect(await markNotifications(company.staff, { ids: [...ids, foreign], read: true })).toEqual({
      done: all,
      refused: [{ id: foreign, reason: 'This notification doesn’t exist or isn’t yours.' }],
    });
    expect(await kindsOf(company.staff)).toEqual([]);
    expect(await kindsOf(company.manager)).toHaveLength(2);
    await markNotifications(company.manager, { ids, read: true });
    await markNotifications(company.staff, { ids, read: false });
    await markNotifications(company.staff, { ids, read: false });
    expect(await kindsOf(company.staff)).toHaveLength(2);
    expect(await kindsOf(company.manager)).toEqual([]);
  });

  test('are seen to for everybody; that is taken back unless it has happened again', async () => {
    const [about, once] = [v7(), await raise('message_unread')];
    const again = await raise('guest_count', about);
    const ids = [once, again].toSorted();
    expect(await settleNotifications(company.staff, { ids, settled: true })).toEqual({
      done: ids,
      refused: [],
    });
    expect(await kindsOf(company.manager, 'open')).toEqual([]);
    expect((await settleNotifications(company.staff, { ids: [once], settled: true })).refused).toEqual([
      { id: once, reason: 'Somebody has seen to it already.' },
    ]);
    await raise('guest_count', about);
    expect(await settleNotifications(company.staff, { ids, settled: false })).toEqual({
      done: [once],
      refused: [{ id: again, reason: 'It is open, or it has happened again since.' }],
    });
    expect(await kindsOf(company.manager, 'open')).toEqual(['guest_count', 'message_unread']);
  });

  test('what only managers are told of, staff neither read nor settle', async () => {
    const id = await raise('sender_paused');
    for (const answer of [
      await markNotifications(company.staff, { ids: [id], read: true }),
      await settleNotifications(company.staff, { ids: [id], settled: true }),
    ])
      expect(answer).toMatchObject({ done: [], refused: [{ id }] });
    expect(await kindsOf(company.manager)).toEqual(['sender_paused']);
  });
});

describe('the daily mail', () => {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await startProvider({}, { mail: true });
  });
  afterAll(() => provider.close());

  const seven = new Date('2026-11-25T07:05:00Z');
  const mailsTo = async (address: string) => {
    const { mails } = await provider.control<{ mails: { to: string[]; subject: string; text: string }[] }>(
      'mails',
    );
    return mails.filter(({ to }) => to.includes(address));
  };
  const addressOf = async ({ userId }: OfficeActor) =>
    (
      await actAs(company.system, (tx) =>
        tx.select({ email: users.email }).from(users).where(eq(users.id, userId)),
      )
    )[0]?.email ?? '';
  beforeEach(async () => {
    await actAs(company.system, (tx) =>
      tx.update(companies).set({ email: 'office@akwaaba.test', timeZone: 'Africa/Accra' }),
    );
  });

  test('tells who chose it, at their hour, once a day, what they have not read', async () => {
    await raise('sender_paused');
    await raise('guest_count');
    await chooseDigest(company.manager, { hour: 7 });
    await chooseDigest(company.staff, { hour: 8 });
    expect(await sendDigests(company.id, new Date('2026-11-25T06:55:00Z'))).toBe(0);
    const sent = await Promise.all([sendDigests(company.id, seven), sendDigests(company.id, seven)]);
    expect(sent.reduce((one, other) => one + other)).toBe(1);
    const [mail, ...more] = await mailsTo(await addressOf(company.manager));
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('2 things wait for you');
    expect(mail?.text).toContain('WhatsApp sending is paused');
    expect(mail?.text).toContain('/notifications');
    expect(await sendDigests(company.id, new Date('2026-11-26T08:05:00Z'))).toBe(2);
    const [staffs] = await mailsTo(await addressOf(company.staff));
    expect(staffs?.text).not.toContain('paused');
  });

  test('says nothing where nothing waits, or to whoever ended it', async () => {
    const own = await makeUser({ companyId: company.id, role: 'staff' });
    const person: OfficeActor = { ...company.staff, userId: own.id };
    await chooseDigest(person, { hour: 7 });
    await chooseDigest(company.manager, { hour: 7 });
    expect(await sendDigests(company.id, seven)).toBe(0);
    await raise('guest_count');
    await chooseDigest(company.manager, { hour: null });
    await markNotificationsRead(person, {});
    expect(await sendDigests(company.id, new Date('2026-11-26T07:05:00Z'))).toBe(0);
  });

  test('chosen off and on again on the same day makes no second mail', async () => {
    await raise('guest_count');
    await chooseDigest(company.manager, { hour: 7 });
    expect(await sendDigests(company.id, seven)).toBe(1);
    await chooseDigest(company.manager, { hour: null });
    await chooseDigest(company.manager, { hour: 8 });
    const eight = new Date('2026-11-25T08:05:00Z');
    expect(await sendDigests(company.id, eight)).toBe(0);
    expect(await sendDigests(company.id, new Date('2026-11-26T08:05:00Z'))).toBe(1);
  });

  const later = (minutes: number) => new Date(seven.getTime() + minutes * 60_000);
  const deliveredTo = async () => (await mailsTo(await addressOf(company.manager))).length;

  test('what no server took is tried again while the day lasts, and not after it was taken', async () => {
    await raise('guest_count');
    await chooseDigest(company.manager, { hour: 7 });
    await provider.control('faults', { kind: 'mailRefused', next: 1 });
    expect(await sendDigests(company.id, seven)).toBe(0);
    expect(await sendDigests(company.id, later(50))).toBe(0);
    expect(await sendDigests(company.id, later(70))).toBe(1);
    expect(await sendDigests(company.id, later(140))).toBe(0);
    expect(await deliveredTo()).toBe(1);
  });

  test('a mail server that is away loses nobody’s day', async () => {
    await raise('guest_count');
    await chooseDigest(company.manager, { hour: 7 });
    const server = process.env.SMTP_URL;
    process.env.SMTP_URL = `smtp://127.0.0.1:${await findFreePort()}`;
    forgetEnv();
    expect(await sendDigests(company.id, seven)).toBe(0);
    process.env.SMTP_URL = server;
    forgetEnv();
    expect(await sendDigests(company.id, later(9))).toBe(0);
    expect(await sendDigests(company.id, later(11))).toBe(1);
    expect(await deliveredTo()).toBe(1);
  });

  test('where the answer was lost the mail may have arrived, so that day has no other', async () => {
    await raise('guest_count');
    await chooseDigest(company.manager, { hour: 7 });
    await provider.control('faults', { kind: 'mailDropped', next: 1 });
    expect(await sendDigests(company.id, seven)).toBe(0);
    expect(await sendDigests(company.id, later(600))).toBe(0);
    expect(await sendDigests(company.id, later(24 * 60))).toBe(1);
  });
});
