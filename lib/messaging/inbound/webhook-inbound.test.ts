import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { conversations, senders } from '@/db/schema/messaging';
import { messageOwners } from '@/lib/message-owners';
import { recordOutcome } from '../outbox/record-outcome';
import { newSid, signedJson } from '../testing/signed';
import { inboundPath, makeWebhooks, type TestWebhooks } from '../testing/webhooks';
import { answerInbound } from './webhooks';

const { sent } = vi.hoisted(() => ({ sent: [] as { name: string; data: Record<string, string> }[] }));
vi.mock('@/lib/inngest/client', () => ({
  inngest: {
    send: async (events: typeof sent) => void sent.push(...[events].flat()),
    createFunction: () => ({}),
  },
}));

let hooks: TestWebhooks;

beforeAll(async () => {
  hooks = await makeWebhooks();
});

describe('inbound', () => {
  test('is stored with its customer, conversation and the booking it replies to, then announced', async () => {
    const booking = await makeBooking(hooks.company.id, {
      customerId: hooks.customer.id,
      status: 'completed',
    });
    const asked = await hooks.queueTarget({ bookingId: booking.id });
    const askedSid = newSid();
    await recordOutcome({ ...asked, attempt: 0 }, { outcome: 'accepted', sid: askedSid, status: 'queued' });
    const sid = newSid();
    const answer = await hooks.receive({
      MessageSid: sid,
      Body: 'It was <b>lovely</b>\u0000',
      ButtonPayload: 'rate:5',
      ButtonText: '5 – Excellent',
      OriginalRepliedMessageSid: askedSid,
      Unheard: '',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/xml');
    expect(await answer.text()).toContain('<Response/>');
    const [row] = await hooks.stored(sid);
    expect(row).toMatchObject({
      direction: 'inbound',
      status: 'received',
      customerId: hooks.customer.id,
      bookingId: booking.id,
      body: 'It was <b>lovely</b>\uFFFD',
      buttonPayload: 'rate:5',
      handledAt: null,
    });
    expect(row?.raw).toMatchObject({ Unheard: '', ProfileName: 'Ama' });
    const [talk] = await hooks.inCompany((tx) =>
      tx
        .select()
        .from(conversations)
        .where(eq(conversations.id, row?.conversationId ?? '')),
    );
    expect(talk).toMatchObject({ customerId: hooks.customer.id, profileName: 'Ama', unread: 1 });
    expect(talk?.lastInboundAt).toBeInstanceOf(Date);
    expect(sent.filter((event) => event.data.messageId === row?.id)).toHaveLength(1);
  });

  test('the same SID five times, at once and again, is one message, one unread and one event', async () => {
    const sid = newSid();
    const other = await makeCustomer(hooks.company.id);
    const again = () => hooks.receive({ MessageSid: sid, From: `whatsapp:${other.phone}`, WaId: '' });
    const answers = await Promise.all([again(), again(), again(), again()]);
    answers.push(await again());
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    const rows = await hooks.stored(sid);
    expect(rows).toHaveLength(1);
    expect(sent.filter((event) => event.data.messageId === rows[0]?.id)).toHaveLength(1);
    const [talk] = await hooks.inCompany((tx) =>
      tx
        .select()
        .from(conversations)
        .where(eq(conversations.address, `whatsapp:${other.phone}`)),
    );
    expect(talk?.unread).toBe(1);
  });

  test('a sender without a phone number is known again by the business-scoped id', async () => {
    const first = newSid();
    await hooks.receive({ MessageSid: first, ExternalUserId: 'GH.777' });
    const hidden = newSid();
    await hooks.receive({ MessageSid: hidden, From: 'whatsapp:GH.777', WaId: '', ExternalUserId: 'GH.777' });
    expect((await hooks.stored(hidden))[0]).toMatchObject({ customerId: hooks.customer.id });
    const stranger = newSid();
    await hooks.receive({
      MessageSid: stranger,
      From: 'whatsapp:GH.999',
      WaId: '',
      ExternalUserId: 'GH.999',
    });
    expect((await hooks.stored(stranger))[0]).toMatchObject({ customerId: null, body: 'Hello' });
  });

  test('finds the company by messaging service where Twilio names no address of ours', async () => {
    const service = `MG${newSid().slice(2)}`;
    await hooks.inCompany((tx) => tx.update(senders).set({ messagingServiceSid: service }));
    const sid = newSid();
    await hooks.receive({ MessageSid: sid, To: 'whatsapp:+15550000000', MessagingServiceSid: service });
    expect(await hooks.stored(sid)).toHaveLength(1);
    await hooks.inCompany((tx) => tx.update(senders).set({ messagingServiceSid: null }));
  });

  test('accepts JSON whose hash is signed, refuses a bent one', async () => {
    const sid = newSid();
    const body = Object.fromEntries(hooks.inboundPairs({ MessageSid: sid }));
    expect((await answerInbound(signedJson(body, { path: inboundPath }), messageOwners.taps)).status).toBe(
      200,
    );
    expect(await hooks.stored(sid)).toHaveLength(1);
    const genuine = signedJson(body, { path: inboundPath });
    const bent = new Request(genuine.url, {
      method: 'POST',
      body: JSON.stringify({ ...body, Body: 'x' }),
      headers: genuine.headers,
    });
    expect((await answerInbound(bent, messageOwners.taps)).status).toBe(403);
  });
});
