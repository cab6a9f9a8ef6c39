import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conversations, messages, senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { consentOf } from '@/lib/messaging/consent/record-consent';
import { viewConversation } from '@/lib/messaging/conversations/conversation-view';
import { readConversation } from '@/lib/messaging/conversations/queries';
import { fetchMissedInbound } from '@/lib/messaging/inbound/fetch-inbound';
import { answerInbound } from '@/lib/messaging/inbound/webhooks';
import { sendReply } from '@/lib/messaging/mutations';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { newSid, signedRequest } from '@/lib/messaging/testing/signed';
import { ask, makeCompleted, makeWorld, stateOf, type World } from '../testing/conversation-world';
import { interpretReply } from './interpret-reply';

let provider: TestProvider;
let world: World;
let bookingId: string;
let ours: string;
let serial = 0;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  serial += 1;
  const digits = String(Date.now() + serial).slice(-7);
  ours = `+23330${digits}`;
  world = await makeWorld({}, { phone: `+23355${digits}` });
  await actAs(world.company.system, (tx) =>
    tx.update(senders).set({ smsAddress: ours }).where(eq(senders.companyId, world.company.id)),
  );
  bookingId = await makeCompleted(world, { eventName: 'Mensah wedding' });
  await ask(world, bookingId);
});

/** The customer writes an SMS to our number; the webhook and the job take it. */
async function text(body: string) {
  const sid = newSid();
  const pairs: [string, string][] = [
    ['AccountSid', process.env.TWILIO_ACCOUNT_SID ?? ''],
    ['MessageSid', sid],
    ['From', world.customer.phone ?? ''],
    ['To', ours],
    ['Body', body],
  ];
  const answer = await answerInbound(
    signedRequest(pairs, { path: '/api/webhooks/twilio/inbound' }),
    messageOwners.taps,
  );
  expect(answer.status).toBe(200);
  const [stored] = await actAs(world.company.system, (tx) =>
    tx.select().from(messages).where(eq(messages.sid, sid)),
  );
  if (!stored) throw new Error('The SMS was not stored');
  if (!stored.handledAt)
    await interpretReply({ companyId: world.company.id, messageId: stored.id }, new Date());
  return stored;
}

describe('an SMS of a customer', () => {
  test('is an answer, and the next question comes back by SMS without buttons', async () => {
    expect(await text('5')).toMatchObject({ channel: 'sms', customerId: world.customer.id });
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, source: 'sms' }]);
    const question = (await stateOf(world, bookingId)).said.at(-1);
    expect(question).toMatchObject({ kind: 'feedback_question', status: 'waiting' });
    const sent = { companyId: world.company.id, messageId: question?.id ?? '' };
    expect(await deliverMessage(sent, messageOwners.kinds)).toMatchObject({ outcome: 'accepted' });
    const { messages: seen } = await provider.control<{ messages: Record<string, unknown>[] }>(
      `messages?to=${encodeURIComponent(world.customer.phone ?? '')}`,
    );
    expect(seen).toMatchObject([
      { channel: 'sms', from: ours, to: world.customer.phone, contentSid: null, buttons: [] },
    ]);
    await text('4');
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, food: 4 }]);
  });

  test('STOP by SMS ends WhatsApp too', async () => {
    await text('STOP');
    expect(await actAs(world.company.system, (tx) => consentOf(tx, world.customer.id))).toBe('withdrawn');
    const [conversation] = await actAs(world.company.system, (tx) =>
      tx
        .select({ address: conversations.address })
        .from(messages)
        .innerJoin(conversations, eq(conversations.id, messages.conversationId))
        .where(and(eq(messages.companyId, world.company.id), eq(messages.kind, 'opt_out_confirmation'))),
    );
    expect(conversation?.address).toBe(world.customer.phone);
  });

  test('that no webhook told of is fetched by the sweep, once', async () => {
    const { phone } = world.customer;
    await provider.control('inbound', { from: phone, body: '4', channel: 'sms', to: ours, deliver: false });
    expect(await fetchMissedInbound(world.company.id, messageOwners.taps)).toBe(1);
    expect(await fetchMissedInbound(world.company.id, messageOwners.taps)).toBe(0);
    const [stored] = await actAs(world.company.system, (tx) =>
      tx
        .select()
        .from(messages)
        .where(and(eq(messages.direction, 'inbound'), eq(messages.body, '4'))),
    );
    expect(stored).toMatchObject({ channel: 'sms', customerId: world.customer.id });
  });

  test('is answered by the office at any time, where WhatsApp would want a template', async () => {
    const { conversationId } = await text('Do you also cater on Sundays?');
    await actAs(world.company.system, (tx) =>
      tx
        .update(conversations)
        .set({ lastInboundAt: new Date(Date.now() - 30 * 3_600_000) })
        .where(eq(conversations.companyId, world.company.id)),
    );
    const talk = await readConversation(world.company.staff, conversationId);
    expect(talk && viewConversation(talk, new Date())).toMatchObject({ channel: 'sms', closedBecause: null });
    const reply = { conversationId, body: 'Yes, we do.' };
    const { messageId } = await sendReply(world.company.staff, reply);
    expect(
      await deliverMessage({ companyId: world.company.id, messageId }, messageOwners.kinds),
    ).toMatchObject({
      outcome: 'accepted',
    });
  });
});
