import { and, eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { alerts, vouchers } from '@/db/schema/cases';
import { conversations, messages, templates } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import type { AlertKind } from '@/lib/alerts/kind';
import { guestCountChanged } from '@/lib/bookings/alert-kinds';
import { cancelBooking } from '@/lib/bookings/cancelling/call-off';
import { advanceBooking, updateBooking } from '@/lib/bookings/mutations';
import { redeemVoucher } from '@/lib/bookings/redeem-voucher';
import { edit } from '@/lib/bookings/testing/office';
import { caseLate, recoveryFailed, voucherNotTold } from '@/lib/cases/alert-kinds';
import { openByHand } from '@/lib/cases/open-by-hand';
import { acknowledgeCase, resolveCase } from '@/lib/cases/work-case';
import { addComment } from '@/lib/comments/mutations';
import { updateCustomer } from '@/lib/customers/mutations';
import {
  commentNeedsPerson,
  messageNeedsPerson,
  messageUnread,
  replyNotWritten,
} from '@/lib/feedback/alert-kinds';
import {
  ask,
  makeCompleted,
  makeWorld,
  receive,
  requestOf,
  say,
  type World,
} from '@/lib/feedback/testing/conversation-world';
import {
  mayWantToCancel,
  messageFailed,
  templateRejected,
  unknownRecipient,
} from '@/lib/messaging/alert-kinds';
import { markRead, sendReply } from '@/lib/messaging/mutations';
import { applyStatuses } from '@/lib/messaging/outbox/apply-status';
import { saveSender } from '@/lib/messaging/save-sender';
import { senderInput } from '@/lib/messaging/schema';
import { giveUpVersion } from '@/lib/messaging/templates/edit-template';
import { putInUse } from '@/lib/messaging/templates/template-versions';
import { openScreen } from '@/lib/platform/screen';
import { receive as unpack } from '@/lib/platform/sent';
import { notificationsScreen } from './screens';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let world: World;
beforeEach(async () => {
  world = await makeWorld({ timeZone: 'Africa/Accra', locale: 'en-GB' });
});

const inCompany = <T>(work: (tx: Tx) => Promise<T>) => actAs(world.company.system, work);
const raise = <A>(kind: AlertKind<A>, about: NoInfer<A>) =>
  inCompany((tx) => raiseAlert(tx, kind, { companyId: world.company.id, about }));
const open = async () =>
  (await inCompany((tx) => tx.select({ kind: alerts.kind }).from(alerts).where(isNull(alerts.clearedAt))))
    .map(({ kind }) => kind)
    .sort();
/** The customer's conversation, which their first message opens. */
async function talk(): Promise<string> {
  const messageId = await receive(world, { body: 'Good morning' });
  const [row] = await inCompany((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
  return row?.conversationId ?? '';
}
const booking = async (over: Parameters<typeof makeBooking>[1] = {}) =>
  (await makeBooking(world.company.id, { customerId: world.customer.id, ...over })).id;

describe('what a notification asks for does away with it:', () => {
  test('an answer to the customer', async () => {
    const [conversationId, bookingId, customerId] = [await talk(), await booking(), world.customer.id];
    await raise(messageNeedsPerson, { conversationId, customerId, said: 'Is it on?' });
    await raise(commentNeedsPerson, { bookingId, customerId, said: 'Hm' });
    await raise(messageNeedsPerson, { conversationId: v7(), customerId: null, said: 'Another’s' });
    await sendReply(world.company.staff, { conversationId, body: 'It is' }, { key: v7() });
    expect(await open()).toEqual(['message_needs_person']);
  });

  test('looking at a message that could not be read, or reading it at last', async () => {
    const conversationId = await talk();
    await raise(messageUnread, { messageId: v7(), conversationId, customerId: null });
    await markRead(world.company.staff, { conversationId });
    expect(await open()).toEqual([]);
    await makeCompleted(world);
    const messageId = await receive(world, { body: 'Thank you' });
    await raise(messageUnread, { messageId, conversationId: null, customerId: null });
    await say(world, 'Thanks again');
    expect(await open()).not.toContain('message_unread');
  });

  test('a message that arrives after one that failed, or the customer’s new number', async () => {
    const failed = {
      why: 'call_person',
      conversationId: await talk(),
      customerId: world.customer.id,
      content: 'staff_reply',
      templateId: null,
      fault: 'Twilio error 63015.',
    } as const;
    await raise(messageFailed, failed);
    const sid = `SM${v7().replaceAll('-', '')}`;
    const { messageId } = await sendReply(
      world.company.staff,
      { conversationId: failed.conversationId, body: 'Once more' },
      { key: v7() },
    );
    await inCompany((tx) =>
      tx.update(messages).set({ sid, status: 'sent' }).where(eq(messages.id, messageId)),
    );
    const report = (status: string) =>
      inCompany((tx) =>
        applyStatuses(tx, {
          companyId: world.company.id,
          reports: [{ sid, status, raw: {} }],
          now: new Date(),
        }),
      );
    await report('sent');
    expect(await open()).toEqual(['message_failed']);
    await report('delivered');
    expect(await open()).toEqual([]);

    await raise(messageFailed, { ...failed, why: 'number_invalid' });
    const [stored] = await inCompany((tx) =>
      tx.select().from(customers).where(eq(customers.id, world.customer.id)),
    );
    const values = { ...stored, id: world.customer.id, version: stored?.version ?? 0 };
    await updateCustomer(world.company.manager, { ...values, phone: '+233201112223' } as never);
    expect(await open()).toEqual([]);
  });

  test('taking a case on, which doesn’t yet resolve one that is late', async () => {
    await ask(world, await makeCompleted(world));
    const caseId = (await say(world, '1')).caseId ?? '';
    await raise(caseLate, { caseId, missed: 'acknowledge', summary: 'Cold' });
    await raise(caseLate, { caseId, missed: 'resolve', summary: 'Cold' });
    expect(await open()).toEqual(['case_late', 'case_late', 'case_opened']);
    await acknowledgeCase(world.company.staff, { caseId });
    expect(await open()).toEqual(['case_late']);
    await resolveCase(world.company.staff, { caseId, resolution: 'Refunded' });
    expect(await open()).toEqual([]);
  });

  test('resolving a case that nobody had taken on', async () => {
    await ask(world, await makeCompleted(world));
    const caseId = (await say(world, '1')).caseId ?? '';
    await resolveCase(world.company.staff, { caseId, resolution: 'Refunded' });
    expect(await open()).toEqual([]);
  });

  test('work on the case, or another one, when a customer stays unhappy', async () => {
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const caseId = (await say(world, '1')).caseId ?? '';
    await acknowledgeCase(world.company.staff, { caseId });
    const about = { caseId, bookingId, customerId: world.customer.id };
    await raise(recoveryFailed, about);
    await addComment(world.company.staff, { on: { kind: 'case', id: caseId }, body: 'Called her' });
    expect(await open()).toEqual([]);
    const other = await makeCompleted(world);
    await raise(recoveryFailed, { ...about, caseId: v7(), bookingId: other });
    await openByHand(world.company.staff, { bookingId: other, summary: 'Still cross' });
    expect(await open()).toEqual(['case_opened']);
  });

  test('the code’s use', async () => {
    const code = 'ABCD2345';
    const [earned, next] = [await makeCompleted(world), await booking()];
    await inCompany((tx) =>
      tx.insert(vouchers).values({
        companyId: world.company.id,
        code,
        customerId: world.customer.id,
        bookingId: earned,
        rate: 1000,
        expiresAt: new Date(Date.now() + 86_400_000),
      }),
    );
    await raise(voucherNotTold, { code, caseId: v7(), customerId: world.customer.id });
    await redeemVoucher(world.company.staff, { bookingId: next, code });
    expect(await open()).toEqual([]);
  });

  test('the guests of a booking, its end, its cancellation', async () => {
    const [one, two, three] = [
      await booking(),
      await booking({ status: 'confirmed' }),
      await booking({ status: 'in_progress', startsAt: new Date(Date.now() - 86_400_000) }),
    ];
    const askedFor = '2026-11-25T07:05:00.000Z';
    await raise(guestCountChanged, { bookingId: one, askedFor });
    await updateBooking(
      world.company.manager,
      await edit(world.company, one, () => ({ venue: 'Elsewhere' })),
    );
    expect(await open()).toEqual(['guest_count']);
    await updateBooking(world.company.manager, await edit(world.company, one, () => ({ guests: '90' })));
    expect(await open()).toEqual([]);
    await raise(mayWantToCancel, { bookingId: two, said: 'Cancel' });
    await raise(guestCountChanged, { bookingId: two, askedFor });
    await cancelBooking(world.company.manager, { id: two, reason: 'She called' });
    expect(await open()).toEqual([]);
    await raise(guestCountChanged, { bookingId: three, askedFor });
    await advanceBooking(world.company.manager, { id: three, to: 'completed' });
    expect(await open()).toEqual([]);
  });

  test('a sender with the number that nobody had', async () => {
    await raise(unknownRecipient, { number: '+233201112224' });
    const account = { accountSid: `AC${v7().replaceAll('-', '')}`, authToken: 'a token of theirs' };
    const given = { name: 'Second', address: '+233 20 111 2224', active: false, rate: 1, ...account };
    await saveSender(await justSignedIn(world.company.manager), senderInput.parse(given));
    expect(await open()).toEqual([]);
  });

  test('another wording in a template’s place, or giving up the refused one', async () => {
    const companyId = world.company.id;
    const [used] = await inCompany((tx) =>
      tx
        .select()
        .from(templates)
        .where(and(eq(templates.active, true), eq(templates.language, 'en'))),
    );
    if (!used) throw new Error('no template');
    const version = async () => {
      const id = v7();
      await inCompany((tx) => tx.insert(templates).values({ ...used, id, active: false, contentSid: null }));
      return id;
    };
    const refused = await version();
    await raise(templateRejected, { templateId: refused, reason: null });
    await giveUpVersion(world.company.manager, { templateId: refused });
    expect(await open()).toEqual([]);
    await raise(templateRejected, { templateId: used.id, reason: null });
    const better = await version();
    await inCompany((tx) => putInUse(tx, { companyId, templateId: better, now: new Date() }));
    expect(await open()).toEqual([]);
  });

  test('the answer that could not be written, once one is', async () => {
    const bookingId = await makeCompleted(world);
    await ask(world, bookingId);
    const { id: requestId } = await requestOf(world, bookingId);
    await raise(replyNotWritten, { requestId, bookingId, customerId: world.customer.id });
    await say(world, '4');
    expect(await open()).toEqual([]);
  });
});

describe('a sentence', () => {
  async function look() {
    const opened = await openScreen(notificationsScreen, {
      sessionId: await makeSession(world.company.manager.userId),
      address: { params: {}, search: {} },
    });
    if (opened.state !== 'open') throw new Error(opened.state);
    return unpack(opened.sent).data.rows.map(({ title, detail, href }) => ({ title, detail, href }));
  }

  test('names customer and event as they are called and lie now', async () => {
    const startsAt = new Date('2031-06-13T14:00:00Z');
    const bookingId = await booking({ eventName: 'Mensah wedding', startsAt });
    await raise(guestCountChanged, { bookingId, askedFor: startsAt.toISOString() });
    await raise(mayWantToCancel, { bookingId, said: 'Cancel!' });
    await inCompany(async (tx) => {
      await tx.update(customers).set({ name: 'Ama Osei' }).where(eq(customers.id, world.customer.id));
      await tx
        .update(bookings)
        .set({
          eventName: 'Osei wedding',
          startsAt: new Date('2031-06-14T15:30:00Z'),
          endsAt: new Date('2031-06-14T20:00:00Z'),
        })
        .where(eq(bookings.id, bookingId));
    });
    expect(await look()).toMatchObject([
      {
        title: 'Ama Osei may want to cancel Osei wedding',
        detail: expect.stringContaining('“Cancel!”'),
        href: `/bookings/${bookingId}`,
      },
      { title: 'Osei wedding, Sat, 14 Jun 2031, 15:30: the guest count has changed' },
    ]);
  });

  test('names whom a conversation belongs to by now', async () => {
    const conversationId = await talk();
    await inCompany((tx) =>
      tx.update(conversations).set({ customerId: null }).where(eq(conversations.id, conversationId)),
    );
    await raise(messageNeedsPerson, { conversationId, customerId: null, said: null });
    expect((await look())[0]?.title).toBe('Someone who isn’t a customer yet wrote and expects an answer');
    await inCompany((tx) =>
      tx
        .update(conversations)
        .set({ customerId: world.customer.id })
        .where(eq(conversations.id, conversationId)),
    );
    expect((await look())[0]?.title).toBe(`${world.customer.name} wrote and expects an answer`);
  });

  test('of an older version stays as it was written', async () => {
    const old = { kind: 'guest_count', title: 'The old words', detail: 'and more', href: '/bookings' };
    await inCompany((tx) =>
      tx.insert(alerts).values([
        { ...old, companyId: world.company.id, key: 'old' },
        { companyId: world.company.id, kind: 'message_failed', key: 'odd', about: { why: 'unheard of' } },
      ]),
    );
    const rows = await look();
    expect(rows).toContainEqual({ title: 'The old words', detail: 'and more', href: '/bookings' });
    expect(rows).toContainEqual({ title: 'A message could not be delivered' });
  });
});
