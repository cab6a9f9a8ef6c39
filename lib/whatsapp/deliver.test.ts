import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { conversations, messages, senders } from '@/db/schema/whatsapp';
import { actAs } from '@/db/session';
import { consentOf, recordConsent } from './consent';
import { deliverMessage, deliverMessages } from './deliver';
import { type QueueOrder, queueMessage } from './queue';
import { approveTemplates, startProvider, type TestProvider } from './testing/provider';

let provider: TestProvider;
let company: TestCompany;
let customer: { id: string; phone: string | null };

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.control('reset', { templates: true });
  company = await makeCompany();
  await approveTemplates(provider, company.id);
  customer = await makeCustomer(company.id);
});

const request = (over: Partial<QueueOrder> = {}): QueueOrder => ({
  companyId: company.id,
  customerId: customer.id,
  kind: 'feedback_request',
  template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Mensah wedding' } },
  asked: false,
  ...over,
});
const queue = async (over: Partial<QueueOrder> = {}) =>
  (await actAs(company.system, (tx) => queueMessage(tx, request(over)))).messageId;
const deliver = (messageId: string) => deliverMessage({ companyId: company.id, messageId });
const read = async (messageId: string) => {
  const [row] = await actAs(company.system, (tx) =>
    tx.select().from(messages).where(eq(messages.id, messageId)),
  );
  if (!row) throw new Error('no such message');
  return row;
};
const write = (messageId: string, set: Partial<typeof messages.$inferInsert>) =>
  actAs(company.system, (tx) => tx.update(messages).set(set).where(eq(messages.id, messageId)));
const openSession = (at = new Date()) =>
  actAs(company.system, (tx) =>
    tx.update(conversations).set({ lastInboundAt: at }).where(eq(conversations.customerId, customer.id)),
  );
const fault = (kind: string, params: Record<string, number> = {}, next = 1) =>
  provider.control('faults', { kind, next, params });
const past = () => new Date(Date.now() - 120_000);

describe('sending', () => {
  test('gives the approved template with its values and keeps the SID', async () => {
    const id = await queue();
    expect(await deliver(id)).toEqual({ outcome: 'accepted' });
    const row = await read(id);
    expect(row).toMatchObject({ status: 'queued', attempts: 1, errorCode: null });
    expect(row.body).toBe(
      'Hello Ama, thank you for letting us cater Mensah wedding. How was it? Tap a number from 1 to 5, or answer in your own words.',
    );
    const { messages: sent } = await provider.control<{
      messages: { sid: string; body: string; buttons: { id: string }[] }[];
    }>('messages');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ sid: row.sid, body: row.body });
    expect(sent[0]?.buttons.map((button) => button.id)).toEqual([
      'rate:5',
      'rate:4',
      'rate:3',
      'rate:2',
      'rate:1',
    ]);
  });

  test('follows the customer’s language, then the company’s, then English', async () => {
    const [french] = await Promise.all([makeCustomer(company.id, { language: 'fr', phone: '+33612345678' })]);
    const id = await queue({ customerId: french.id });
    await deliver(id);
    expect((await read(id)).body).toMatch(/^Bonjour Ama, merci de nous avoir confié Mensah wedding/);
  });

  test('sends once when two deliver the same message at once, and when asked again', async () => {
    const id = await queue();
    const [one, two] = await Promise.all([deliver(id), deliver(id)]);
    expect([one.outcome, two.outcome]).toContain('accepted');
    expect(await deliver(id)).toEqual({ outcome: 'accepted' });
    expect((await provider.counters()).createRequests).toBe(1);
  });

  test('keeps one row per booking and kind, and per once key (defect 1)', async () => {
    const booking = await makeBooking(company.id, { customerId: customer.id });
    const first = await actAs(company.system, (tx) => queueMessage(tx, request({ bookingId: booking.id })));
    const second = await actAs(company.system, (tx) => queueMessage(tx, request({ bookingId: booking.id })));
    expect(second).toMatchObject({ messageId: first.messageId, queued: false });
    const third = await actAs(company.system, (tx) => queueMessage(tx, request({ onceKey: 'a' })));
    const fourth = await actAs(company.system, (tx) => queueMessage(tx, request({ onceKey: 'a' })));
    expect(fourth).toMatchObject({ messageId: third.messageId, queued: false });
    expect(third.messageId).not.toBe(first.messageId);
  });

  test('shows choices within a session as buttons, and as a list from the fourth on', async () => {
    await queue();
    await openSession();
    await provider.control('inbound', { from: customer.phone, body: 'Hi' });
    const choices = (n: number) =>
      Array.from({ length: n }, (_none, at) => ({ id: `food:${at}`, title: `Score ${at}` }));
    const text = (n: number) => ({
      kind: 'feedback_question' as const,
      template: undefined,
      asked: true,
      text: { body: 'How was the food?', buttons: choices(n) },
    });
    for (const n of [3, 5, 5]) expect(await deliver(await queue(text(n)))).toEqual({ outcome: 'accepted' });
    const { messages: sent } = await provider.control<{
      messages: { buttons: unknown[]; list: { items: unknown[] } | null; errorCode: null }[];
    }>('messages?direction=outbound');
    expect(sent.map((one) => [one.buttons.length, one.list?.items.length ?? 0, one.errorCode])).toEqual([
      [3, 0, null],
      [0, 5, null],
      [0, 5, null],
    ]);
  });
});

describe('a batch', () => {
  const deliverAll = (messageIds: string[]) => deliverMessages({ companyId: company.id, messageIds });

  test('is given away one by one: each message has its own answer, trouble and what follows from it', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => makeCustomer(company.id)));
    const ids = await Promise.all(people.map(({ id }) => queue({ customerId: id })));
    const gone = crypto.randomUUID();
    await provider.control('faults', { kind: 'http429', to: people[1]?.phone, params: { retryAfter: 20 } });
    await provider.control('faults', { kind: 'dropAfterAccept', to: people[2]?.phone });
    const deliveries = await deliverAll([...ids, gone]);
    expect([...ids, gone].map((id) => deliveries.get(id)?.outcome)).toEqual([
      'accepted',
      'retry_at',
      'unknown',
      'accepted',
      'failed',
    ]);
    expect(await Promise.all(ids.map(async (id) => (await read(id)).status))).toEqual([
      'queued',
      'waiting',
      'unknown',
      'queued',
    ]);
  });

  test('counts its own messages towards the cap of a customer', async () => {
    await actAs(company.system, (tx) => tx.update(companies).set({ contactCap: 1 }));
    const ids = [await queue({ onceKey: 'one' }), await queue({ onceKey: 'two' })];
    const outcomes = [...(await deliverAll(ids)).values()].map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['accepted', 'not_sent']);
  });

  test('delivered twice at the same time sends each message once', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => makeCustomer(company.id)));
    const ids = await Promise.all(people.map(({ id }) => queue({ customerId: id })));
    await Promise.all([deliverAll(ids), deliverAll([...ids].reverse()), deliver(ids[0] ?? '')]);
    expect((await provider.counters()).createRequests).toBe(6);
  });
});

describe('what is not sent says why', () => {
  const withdraw = () =>
    actAs(company.system, (tx) =>
      recordConsent(tx, {
        companyId: company.id,
        customerId: customer.id,
        state: 'withdrawn',
        source: 'whatsapp',
      }),
    );

  test('an opt-out given after it was queued', async () => {
    const id = await queue();
    await withdraw();
    expect(await deliver(id)).toEqual({ outcome: 'not_sent', reason: 'opted_out' });
    expect(await read(id)).toMatchObject({ status: 'not_sent', notSentReason: 'opted_out' });
    expect((await provider.counters()).createRequests).toBe(0);
  });

  test('a cancelled booking', async () => {
    const booking = await makeBooking(company.id, { customerId: customer.id, status: 'cancelled' });
    const id = await queue({ bookingId: booking.id });
    expect(await deliver(id)).toEqual({ outcome: 'not_sent', reason: 'booking_cancelled' });
  });

  test('the cap on unasked messages in 7 days', async () => {
    await actAs(company.system, (tx) => tx.update(companies).set({ contactCap: 1 }));
    expect(await deliver(await queue({ onceKey: 'one' }))).toEqual({ outcome: 'accepted' });
    expect(await deliver(await queue({ onceKey: 'two' }))).toEqual({
      outcome: 'not_sent',
      reason: 'contact_cap',
    });
    expect(await deliver(await queue({ onceKey: 'three', asked: true }))).toEqual({ outcome: 'accepted' });
    expect((await provider.counters()).createRequests).toBe(2);
  });

  test('no opt-in, no number, no template, empty value', async () => {
    const silent = await makeCustomer(company.id, { optedIn: false });
    expect(await deliver(await queue({ customerId: silent.id }))).toMatchObject({ reason: 'no_opt_in' });
    const numberless = await makeCustomer(company.id, { phone: null });
    expect(await deliver(await queue({ customerId: numberless.id }))).toMatchObject({ reason: 'no_address' });
    const variables = { customer: 'Ama', event: ' ' };
    expect(
      await deliver(await queue({ template: { purpose: 'feedback_request', variables } })),
    ).toMatchObject({ reason: 'empty_variable' });
    await actAs(company.system, (tx) =>
      tx.execute(`update templates set approval = 'rejected' where company_id = '${company.id}'`),
    );
    expect(await deliver(await queue())).toMatchObject({ reason: 'template_not_approved' });
  });

  test('text outside the session, unless a template stands by', async () => {
    const text = { body: 'Hello' };
    expect(
      await deliver(await queue({ kind: 'staff_reply', template: undefined, text, asked: true })),
    ).toEqual({ outcome: 'not_sent', reason: 'session_closed' });
    const either = await queue({ text });
    expect(await deliver(either)).toEqual({ outcome: 'accepted' });
    expect((await read(either)).contentSid).toMatch(/^HX/);
    await openSession(new Date(Date.now() - 24 * 3_600_000));
    expect(
      await deliver(await queue({ kind: 'staff_reply', template: undefined, text, asked: true })),
    ).toMatchObject({ reason: 'session_closed' });
  });

  test('quiet hours hold it back until they end; an answer to the customer’s own words goes out', async () => {
    await actAs(company.system, (tx) =>
      tx.execute(`update companies set quiet_from = 0, quiet_until = 1439 where id = '${company.id}'`),
    );
    const id = await queue();
    const held = await deliver(id);
    // 23:59 in Ghana is the one minute of this day that isn't quiet.
    if (held.outcome === 'accepted') return;
    expect(held).toMatchObject({ outcome: 'retry_at', reason: 'quiet_hours' });
    expect(held.at?.toISOString()).toMatch(/T23:59:00.000Z$/);
    expect(await read(id)).toMatchObject({ status: 'waiting', heldReason: 'quiet_hours' });
    expect(await deliver(await queue({ asked: true }))).toEqual({ outcome: 'accepted' });
  });
});

describe('trouble', () => {
  test('429 waits as long as Twilio asks and is sent once', async () => {
    await fault('http429', { retryAfter: 20 });
    const id = await queue();
    const before = Date.now();
    const held = await deliver(id);
    expect(held.outcome).toBe('retry_at');
    expect((held.at?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(20_000);
    expect(await deliver(id)).toMatchObject({ outcome: 'retry_at', reason: 'retry' });
    await write(id, { nextAttemptAt: past() });
    expect(await deliver(id)).toEqual({ outcome: 'accepted' });
    expect(await read(id)).toMatchObject({ attempts: 2, status: 'queued', errorCode: null });
  });

  test.each(['dropAfterAccept', 'http5xxAfterAccept'])(
    '%s: looked up and adopted, never sent again',
    async (kind) => {
      await fault(kind);
      const id = await queue();
      expect((await deliver(id)).outcome).toBe('unknown');
      expect((await read(id)).status).toBe('unknown');
      await write(id, { nextAttemptAt: past() });
      expect(await deliver(id)).toEqual({ outcome: 'accepted' });
      const { messages: sent } = await provider.control<{ messages: { sid: string }[] }>('messages');
      expect(sent.map((one) => one.sid)).toEqual([(await read(id)).sid]);
      expect((await provider.counters()).createRequests).toBe(1);
    },
  );

  test.each(['refuse', 'http5xx'])(
    '%s: surely absent after the provider’s list had time, so sent again',
    async (kind) => {
      await fault(kind);
      const id = await queue();
      expect((await deliver(id)).outcome).toBe('unknown');
      await write(id, { nextAttemptAt: past() });
      // Too early to tell: the list may lag.
      expect(await deliver(id)).toMatchObject({ outcome: 'unknown', reason: 'not listed yet' });
      await write(id, { nextAttemptAt: past(), claimedAt: past() });
      expect((await deliver(id)).outcome).toBe('retry_at');
      expect(await deliver(id)).toEqual({ outcome: 'accepted' });
      expect((await provider.counters()).accepted).toBe(1);
    },
  );

  test('a lookup that fails leaves it unknown', async () => {
    await fault('dropAfterAccept');
    await fault('lookupFails');
    const id = await queue();
    await deliver(id);
    await write(id, { nextAttemptAt: past(), claimedAt: past() });
    expect((await deliver(id)).outcome).toBe('unknown');
    await write(id, { nextAttemptAt: past() });
    expect(await deliver(id)).toEqual({ outcome: 'accepted' });
    expect((await provider.counters()).createRequests).toBe(1);
  });

  test('a process that died between claim and answer: looked up before anything is sent', async () => {
    const id = await queue();
    await write(id, { status: 'sending', claimedAt: new Date(), attempts: 1 });
    expect(await deliver(id)).toMatchObject({ outcome: 'retry_at', reason: 'sending' });
    await write(id, { claimedAt: past() });
    expect(await deliver(id)).toMatchObject({ outcome: 'retry_at', reason: 'retry' });
    expect(await deliver(id)).toEqual({ outcome: 'accepted' });
  });

  test('an account fault pauses the sender, alerts once and keeps every message', async () => {
    await fault('syncError', { status: 401, code: 20003 });
    const [first, second] = [await queue(), await queue({ onceKey: 'b' })];
    expect(await deliver(first)).toMatchObject({ outcome: 'retry_at', reason: '20003' });
    expect(await deliver(second)).toMatchObject({ outcome: 'retry_at', reason: 'sender_paused' });
    expect((await provider.counters()).createRequests).toBe(1);
    const [[sender], open] = await actAs(company.system, (tx) =>
      Promise.all([tx.select().from(senders), tx.select().from(alerts)]),
    );
    expect(sender?.pausedAt).toBeInstanceOf(Date);
    expect(open.map((alert) => alert.kind)).toEqual(['sender_paused']);
    await actAs(company.system, (tx) => tx.update(senders).set({ pausedAt: null }));
    await write(first, { nextAttemptAt: null });
    expect(await deliver(first)).toEqual({ outcome: 'accepted' });
  });

  test.each([
    [21211, 'failed', 'granted'],
    [21610, 'failed', 'withdrawn'],
    [63027, 'failed', 'granted'],
    [99999, 'failed', 'granted'],
  ])('%i is for good: %s', async (code, outcome, consent) => {
    await fault('syncError', { status: 400, code });
    const id = await queue();
    expect(await deliver(id)).toEqual({ outcome, reason: String(code) });
    expect(await read(id)).toMatchObject({ status: 'failed', errorCode: code });
    expect(await actAs(company.system, (tx) => consentOf(tx, customer.id))).toBe(consent);
    expect(await deliver(id)).toMatchObject({ outcome: 'failed' });
    expect((await provider.counters()).createRequests).toBe(1);
  });

  test('63016 for a text: its template is sent once instead', async () => {
    await queue({ onceKey: 'first' });
    await openSession();
    await fault('syncError', { status: 400, code: 63016 });
    const id = await queue({ text: { body: 'Hello' } });
    expect((await deliver(id)).outcome).toBe('retry_at');
    expect(await deliver(id)).toEqual({ outcome: 'accepted' });
    expect((await read(id)).contentSid).toMatch(/^HX/);
    await fault('syncError', { status: 400, code: 63016 });
    const again = await queue({ onceKey: 'c', text: undefined });
    expect(await deliver(again)).toEqual({ outcome: 'failed', reason: '63016' });
  });
});
