import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { alerts } from '@/db/schema/cases';
import { conversations, messages, senders, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { messageOwners } from '@/lib/message-owners';
import { senderPaused } from './alert-kinds';
import { consentOf, recordConsent } from './consent/record-consent';
import { listMessages } from './conversations/log-queries';
import { listConversations, readConversation } from './conversations/queries';
import { readMessageStory } from './conversations/story-queries';
import { markRead, optInByStaff, sendReply, sendTest, testConnection } from './mutations';
import { deliverMessage } from './outbox/deliver';
import { saveSender } from './save-sender';
import { senderInput } from './schema';
import { listSenders } from './sender-queries';
import { approveTemplates, startProvider, type TestProvider } from './testing/provider';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let provider: TestProvider;
let company: TestCompany;
let customer: { id: string; name: string; phone: string | null };
let conversationId: string;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  company = await makeCompany();
  customer = await makeCustomer(company.id);
  conversationId = v7();
  await inCompany((tx) =>
    tx.insert(conversations).values({
      id: conversationId,
      companyId: company.id,
      customerId: customer.id,
      address: `whatsapp:${customer.phone}`,
      lastInboundAt: new Date(),
      unread: 2,
    }),
  );
});
const inCompany = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs(company.system, work);
const reply = ({ key, ...over }: { body?: string; key?: string } = {}) =>
  sendReply(company.staff, { conversationId, body: 'Hello', ...over }, { key });

describe('replying', () => {
  test('is written once for one key, by that person, and the conversation counts as read', async () => {
    const key = v7();
    // The one that comes while the other is at it is told so, or hears the same.
    const both = await Promise.allSettled([reply({ key }), reply({ key })]);
    const later = await reply({ key });
    for (const one of both)
      if (one.status === 'fulfilled') expect(one.value.messageId).toBe(later.messageId);
      else expect(one.reason).toMatchObject({ code: 'conflict' });
    const talk = await readConversation(company.staff, conversationId);
    expect(talk?.unread).toBe(0);
    expect(talk?.messages).toMatchObject([{ body: 'Hello', kind: 'staff_reply', author: 'Test staff' }]);
  });

  test('stands with the booking that was last spoken of', async () => {
    const { id: bookingId } = await makeBooking(company.id, { customerId: customer.id });
    await inCompany((tx) =>
      tx.insert(messages).values({
        companyId: company.id,
        conversationId,
        customerId: customer.id,
        bookingId,
        direction: 'inbound',
        kind: 'inbound',
        status: 'received',
        body: 'Is the hall confirmed?',
      }),
    );
    const { messageId } = await reply();
    const [row] = await inCompany((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
    expect(row?.bookingId).toBe(bookingId);
  });

  test('is refused outside of the window and after an opt-out, until staff record why not', async () => {
    const close = (at: Date | null) => inCompany((tx) => tx.update(conversations).set({ lastInboundAt: at }));
    await close(new Date(Date.now() - 24 * 3_600_000));
    await expect(reply()).rejects.toMatchObject({ code: 'conflict' });
    await close(null);
    await expect(reply()).rejects.toMatchObject({ code: 'conflict' });
    await close(new Date());
    const { companyId } = company.system;
    await inCompany((tx) =>
      recordConsent(tx, { companyId, customerId: customer.id, state: 'withdrawn', source: 'whatsapp' }),
    );
    await expect(reply()).rejects.toThrow('opted out');
    await optInByStaff(company.staff, { customerId: customer.id, reason: 'Asked on the phone' });
    expect(await inCompany((tx) => consentOf(tx, customer.id))).toBe('granted');
    await expect(reply()).resolves.toBeDefined();
  });

  test('to another company’s conversation is a 404', async () => {
    const stranger = await makeCompany();
    const attempt = sendReply(stranger.staff, { conversationId, body: 'x' });
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
    expect(await readConversation(stranger.staff, conversationId)).toBeUndefined();
    await markRead(stranger.staff, { conversationId });
    expect((await readConversation(company.staff, conversationId))?.unread).toBe(2);
  });
});

describe('the sender', () => {
  const input = (over: object = {}) =>
    senderInput.parse({ name: 'Line', address: '+233 30 123 4567', active: true, rate: 80, ...over });
  const number = () => `+44${String(Date.now()).slice(-10)}`;

  test('keeps its token sealed, never shows it, and a blank one keeps what is stored', async () => {
    const accountSid = `AC${'0'.repeat(31)}7`;
    const { id } = await saveSender(
      await justSignedIn(company.manager),
      input({ address: number(), accountSid, authToken: 'token-canary' }),
    );
    const [stored] = await inCompany((tx) => tx.select().from(senders).where(eq(senders.id, id)));
    expect(stored?.authTokenSealed).toBeTruthy();
    expect(stored?.authTokenSealed).not.toContain('token-canary');
    const listed = await listSenders(company.manager);
    expect(JSON.stringify(listed)).not.toContain(stored?.authTokenSealed);
    expect(listed.find((one) => one.id === id)).toMatchObject({ hasToken: true, active: true });
    expect(listed.filter((one) => one.active)).toHaveLength(1);
    const change = input({
      id,
      version: stored?.version,
      address: stored?.address?.slice(9),
      accountSid,
      name: 'Renamed',
    });
    await saveSender(await justSignedIn(company.manager), change);
    const [after] = await inCompany((tx) => tx.select().from(senders).where(eq(senders.id, id)));
    expect(after).toMatchObject({ name: 'Renamed', authTokenSealed: stored?.authTokenSealed });
    await expect(saveSender(await justSignedIn(company.manager), change)).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: { name: 'Renamed' } },
    });
    const trail = await actAs(company.manager, (tx) =>
      tx.execute(sql`select changes::text from audit_events where table_name = 'senders'`),
    );
    expect(trail.length).toBeGreaterThan(0);
    expect(JSON.stringify(trail)).not.toContain(stored?.authTokenSealed);
  });

  test('is the manager’s alone', async () => {
    await expect(saveSender(company.staff, input())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(testConnection(company.staff, { senderId: v7() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(testConnection(company.manager, { senderId: v7() })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('a good connection test ends the pause and lets the messages go; a bad one says why', async () => {
    const [sender] = await inCompany((tx) => tx.select().from(senders));
    const senderId = sender?.id ?? '';
    await inCompany(async (tx) => {
      await tx.update(senders).set({ pausedAt: new Date() });
      await raiseAlert(tx, senderPaused, { companyId: company.id, about: { senderId, code: 20003 } });
    });
    const { messageId } = await reply();
    expect(await deliverMessage({ companyId: company.id, messageId }, messageOwners.kinds)).toMatchObject({
      reason: 'sender_paused',
    });
    await expect(testConnection(company.manager, { senderId })).resolves.toEqual({ account: 'Phones' });
    expect(await deliverMessage({ companyId: company.id, messageId }, messageOwners.kinds)).toMatchObject({
      outcome: 'accepted',
    });
    const [alert] = await inCompany((tx) => tx.select().from(alerts).where(eq(alerts.kind, 'sender_paused')));
    expect(alert?.clearedAt).toBeInstanceOf(Date);
    await saveSender(
      await justSignedIn(company.manager),
      input({
        id: senderId,
        version: (await listSenders(company.manager))[0]?.version,
        address: number(),
        accountSid: `AC${'1'.repeat(32)}`,
        authToken: 'wrong-token',
      }),
    );
    await expect(testConnection(company.manager, { senderId })).rejects.toThrow('refused the account');
  });
});

test('a template is sent to a number as a test, with its samples', async () => {
  await approveTemplates(provider, company.id);
  const [template] = await inCompany((tx) =>
    tx.select().from(templates).where(eq(templates.name, 'recovery_fr')),
  );
  const phone = '+33612121299';
  const { messageId } = await sendTest(company.manager, { templateId: template?.id ?? '', phone });
  expect(await deliverMessage({ companyId: company.id, messageId }, messageOwners.kinds)).toEqual({
    outcome: 'accepted',
  });
  const [row] = await inCompany((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
  expect(row?.body).toMatch(/^Bonjour Ama Mensah, nous regrettons/);
});

test('the log filters by direction, state, kind and words; the story is the own company’s', async () => {
  const { messageId } = await reply({ body: '100% sure_thing' });
  await deliverMessage({ companyId: company.id, messageId }, messageOwners.kinds);
  const find = async (filter: Parameters<typeof listMessages>[1]) =>
    (await listMessages(company.staff, filter)).rows.map((row) => row.id);
  expect(await find({})).toEqual([messageId]);
  expect(await find({ direction: 'inbound' })).toEqual([]);
  expect(await find({ state: 'sent', kind: 'staff_reply', q: '100% sure_' })).toEqual([messageId]);
  expect(await find({ q: '%x%' })).toEqual([]);
  expect(await find({ q: customer.name })).toEqual([messageId]);
  expect((await readMessageStory(company.staff, messageId))?.message.id).toBe(messageId);
  const stranger = await makeCompany();
  expect(await readMessageStory(stranger.manager, messageId)).toBeUndefined();
  expect((await listConversations(stranger.manager, {})).rows).toEqual([]);
});
