import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { conversations, messages } from '@/db/schema/messaging';
import { sessions } from '@/db/schema/people';
import { type Actor, actAs, readAs } from '@/db/session';
import { gate } from '@/lib/auth/gate';
import { askNewDevices, tellNewDevices } from '@/lib/auth/portal/new-devices';
import { messageOwners } from '@/lib/message-owners';
import { recordConsentByOffice } from '@/lib/messaging/consent/record-by-office';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { knowDevice } from '../account';
import { inviteMember } from '../mutations';
import { tellOfNewDevice } from '../sign-in-notice';

let provider: TestProvider;
beforeAll(async () => {
  process.env.MAIL_FROM = 'office@example.test';
  provider = await startProvider({}, { mail: true });
});
afterAll(async () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  await provider.close();
});
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
/** A session of somebody that a code opened, unless it was something else. */
async function openSession(
  userId: string,
  createdAt = new Date(),
  openedBy: 'code' | 'password' = 'code',
): Promise<string> {
  const id = v7();
  await actAs(gate('test', {}), (tx) =>
    tx.insert(sessions).values({
      ...{ id, userId, createdAt, epoch: 1, openedBy },
      expiresAt: new Date(Date.now() + 86_400_000),
    }),
  );
  return id;
}
const mailsTo = async (address: string) =>
  (
    await provider.control<{ mails: { subject: string; text: string }[] }>(
      `mails?to=${encodeURIComponent(address)}`,
    )
  ).mails;

const told = {
  userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0',
  at: new Date('2026-11-27T12:00:00Z'),
};

/** A client's login with a session of an hour ago, unless this is their first, and one that a code opened just now. */
async function clientOf(companyId: string, customerId: string, { first = false } = {}) {
  const { id: userId } = await makeUser({ companyId, role: 'client', customerId });
  if (!first) await openSession(userId, hoursAgo(1));
  const sessionId = await openSession(userId);
  return { userId, sessionId };
}
/** As of a login that codes alone open. */
async function forgetAddress(userId: string): Promise<void> {
  const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  await owner`update users set email = null where id = ${userId}`;
  await owner.end();
}
const messagesTo = (companyId: string, customerId: string) =>
  actAs({ role: 'system', companyId, name: 'test' }, (tx) =>
    tx.select().from(messages).where(eq(messages.customerId, customerId)),
  );

test('the mailbox of the record hears of a new device, by its company’s clock, and nothing goes to the phone', async () => {
  const company = await makeCompany({ name: 'Akwaaba', timeZone: 'Africa/Lagos', phone: '+233302123456' });
  const { id } = await makeCustomer(company.id, { email: 'ama-told@example.test' });
  const { sessionId } = await clientOf(company.id, id);
  await tellOfNewDevice({ ...told, sessionId }, {});
  const [mail] = await mailsTo('ama-told@example.test');
  expect(mail?.subject).toBe('A new device signed in to your events at Akwaaba');
  expect(mail?.text).toContain('Chrome on Android');
  expect(mail?.text).toContain('13:00, Nigeria time');
  expect(mail?.text).toContain('+233302123456');
  expect(await messagesTo(company.id, id)).toEqual([]);
});

describe('a customer without a mailbox hears of a new device on WhatsApp', () => {
  let company: TestCompany;
  beforeAll(async () => {
    company = await makeCompany({ name: 'Akwaaba' });
    await approveTemplates(provider, company.id);
  });
  async function hear(customerId: string, login = {}) {
    const { userId, sessionId } = await clientOf(company.id, customerId, login);
    await forgetAddress(userId);
    await tellOfNewDevice({ ...told, sessionId }, {});
    const [message] = await messagesTo(company.id, customerId);
    if (!message) return undefined;
    return deliverMessage({ companyId: company.id, messageId: message.id }, messageOwners.kinds);
  }
  const bodiesTo = async (phone: string | null) =>
    (await provider.control<{ messages: { to: string; body: string }[] }>('messages')).messages
      .filter(({ to }) => to === `whatsapp:${phone}`)
      .map(({ body }) => body);

  test('by a template where they agreed to messages', async () => {
    const { id, phone } = await makeCustomer(company.id);
    expect(await hear(id)).toMatchObject({ outcome: 'accepted' });
    expect((await bodiesTo(phone))[0]).toMatch(/Akwaaba: Chrome on Android, .*12:00/);
    expect(await messagesTo(company.id, id)).toMatchObject([{ kind: 'new_device', form: 'either' }]);
  });

  test('as text within 24 hours of their last message, though they never agreed', async () => {
    const { id, phone } = await makeCustomer(company.id, { optedIn: false });
    await actAs(company.system, (tx) =>
      tx.insert(conversations).values({
        ...{ id: v7(), companyId: company.id, customerId: id, address: `whatsapp:${phone}` },
        lastInboundAt: hoursAgo(2),
      }),
    );
    expect(await hear(id)).toMatchObject({ outcome: 'accepted' });
    expect(await bodiesTo(phone)).toHaveLength(1);
  });

  test('also where a second step or a passkey let them in, by a login that has no address', async () => {
    const { id } = await makeCustomer(company.id);
    const { userId } = await clientOf(company.id, id);
    await forgetAddress(userId);
    const sessionId = await openSession(userId, new Date(), 'password');
    await tellOfNewDevice({ ...told, sessionId }, {});
    expect(await messagesTo(company.id, id)).toMatchObject([{ kind: 'new_device' }]);
  });

  test('once, however often it is asked for; what they know by now is not shown again', async () => {
    const { id: customerId } = await makeCustomer(company.id);
    const { userId, sessionId } = await clientOf(company.id, customerId);
    await forgetAddress(userId);
    const here = await openSession(userId, hoursAgo(3));
    const opened = { ...told, sessionId };
    await Promise.all([tellOfNewDevice(opened, {}), tellOfNewDevice(opened, {})]);
    expect(await messagesTo(company.id, customerId)).toHaveLength(1);
    const client = { role: 'client', userId, companyId: company.id, customerId, sessionId: here } as const;
    await knowDevice(client as never, { id: sessionId });
    await tellOfNewDevice(opened, {});
    expect(await messagesTo(company.id, customerId)).toHaveLength(1);
    const [shown] = await readAs(client, (tx) => [askNewDevices(tx, { here })] as const);
    expect(shown).toEqual([]);
  });

  test('not without either, nor after STOP; nor of the very first time', async () => {
    const { id } = await makeCustomer(company.id, { optedIn: false });
    expect(await hear(id)).toMatchObject({ outcome: 'not_sent', reason: 'no_opt_in' });
    const stopped = await makeCustomer(company.id);
    await recordConsentByOffice(company.staff, {
      ...{ customerId: stopped.id, channel: 'whatsapp', state: 'withdrawn', reason: 'Told us so' },
    });
    expect(await hear(stopped.id)).toMatchObject({ outcome: 'not_sent', reason: 'opted_out' });
    const fresh = await makeCustomer(company.id);
    expect(await hear(fresh.id, { first: true })).toBeUndefined();
  });
});

describe('whatever reached them, their other devices show it in the portal', () => {
  const seenBy = async (userId: string, companyId: string, customerId: string, here: string) => {
    const client = { role: 'client', userId, companyId, customerId } as const;
    const [rows] = await readAs(client, (tx) => [askNewDevices(tx, { here })] as const);
    return tellNewDevices(rows);
  };

  test('a device that was there before says that it knows it; the new one can’t, nor a stranger', async () => {
    const company = await makeCompany();
    const { id: customerId } = await makeCustomer(company.id, { optedIn: false });
    const { userId } = await clientOf(company.id, customerId);
    const old = await openSession(userId, hoursAgo(3));
    const fresh = await openSession(userId, new Date(Date.now() + 1000));
    await tellOfNewDevice({ ...told, sessionId: fresh }, {});
    const later = await openSession(userId, new Date(Date.now() + 2000));
    const see = (here: string) => seenBy(userId, company.id, customerId, here);
    expect(await see(old)).toMatchObject([{ id: fresh, open: true, mayKnow: true }]);
    expect(await see(later)).toMatchObject([{ id: fresh, mayKnow: false }]);
    expect(await see(fresh)).toEqual([]);
    const client = { role: 'client', userId, companyId: company.id, customerId } as const;
    const know = (sessionId: string, actor: Actor = client) =>
      knowDevice({ ...actor, sessionId } as never, { id: fresh }).then(
        () => undefined,
        (error: unknown) => error,
      );
    for (const sessionId of [fresh, later]) expect(await know(sessionId)).toMatchObject({ code: 'conflict' });
    const other = await makeCustomer(company.id);
    const { userId: stranger } = await clientOf(company.id, other.id);
    expect(await know(old, { ...client, userId: stranger, customerId: other.id })).toMatchObject({
      code: 'conflict',
    });
    expect(await know(old, company.staff)).toMatchObject({ code: 'forbidden' });
    expect(await see(old)).toHaveLength(1);
    expect(await know(old)).toBeUndefined();
    expect(await see(old)).toEqual([]);
  });

  test('it is the session that was told of, though the same browser opened another at that moment', async () => {
    const company = await makeCompany();
    const { id: customerId } = await makeCustomer(company.id, { optedIn: false });
    const { userId, sessionId } = await clientOf(company.id, customerId);
    const old = await openSession(userId, hoursAgo(3));
    await openSession(userId, new Date(Date.now() + 1000));
    await tellOfNewDevice({ ...told, sessionId }, {});
    expect((await seenBy(userId, company.id, customerId, old)).map(({ id }) => id)).toEqual([sessionId]);
  });

  test('also of one that a password opened, and the mailbox of the login and the phone hear of it', async () => {
    const company = await makeCompany({ name: 'Akwaaba' });
    await approveTemplates(provider, company.id);
    const { id: customerId } = await makeCustomer(company.id, { email: 'record-told@example.test' });
    const { id: userId, email } = await makeUser({ companyId: company.id, role: 'client', customerId });
    const first = await openSession(userId, hoursAgo(3), 'password');
    await tellOfNewDevice({ ...told, sessionId: first }, {});
    expect([await mailsTo(email), await messagesTo(company.id, customerId)]).toEqual([[], []]);
    const sessionId = await openSession(userId, new Date(), 'password');
    await tellOfNewDevice({ ...told, sessionId }, {});
    expect(await seenBy(userId, company.id, customerId, first)).toMatchObject([{ id: sessionId }]);
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual([
      'A new device signed in to your account',
    ]);
    expect(await messagesTo(company.id, customerId)).toMatchObject([{ kind: 'new_device' }]);
    expect(await mailsTo('record-told@example.test')).toEqual([]);
  });

  test('also once it signed out again', async () => {
    const company = await makeCompany();
    const { id: customerId } = await makeCustomer(company.id);
    const { userId, sessionId } = await clientOf(company.id, customerId);
    const old = await openSession(userId, hoursAgo(3));
    await tellOfNewDevice({ ...told, sessionId }, {});
    const [shown] = await seenBy(userId, company.id, customerId, old);
    await actAs(gate('test', {}), (tx) =>
      tx
        .update(sessions)
        .set({ endedAt: new Date() })
        .where(eq(sessions.id, shown?.id ?? '')),
    );
    expect(await seenBy(userId, company.id, customerId, old)).toMatchObject([{ open: false }]);
  });
});

test('an invited customer is told the way without a password, a colleague isn’t', async () => {
  const company = await makeCompany();
  const { id: customerId } = await makeCustomer(company.id);
  const manager = await justSignedIn(company.manager);
  await inviteMember(manager, { email: 'esi-asked@example.test', role: 'client', customerId });
  await inviteMember(manager, { email: 'kojo-asked@example.test', role: 'staff' });
  expect((await mailsTo('esi-asked@example.test'))[0]?.text).toMatch(/no password.*\/my\/login.*\/join\//s);
  expect((await mailsTo('kojo-asked@example.test'))[0]?.text).not.toContain('/my/login');
});
