import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { consents, customers } from '@/db/schema/people';
import { conversations, messageEvents, messages, senders } from '@/db/schema/whatsapp';
import { actAs } from '@/db/session';
import { consentOf } from './consent';
import { queueMessage } from './queue';
import { recordOutcome } from './record-outcome';
import { seal } from './seal';
import { newSid, type Pairs, signedJson, signedRequest } from './testing/signed';
import { answerInbound, answerStatus } from './webhooks';

const { sent } = vi.hoisted(() => ({ sent: [] as { name: string; data: Record<string, string> }[] }));
vi.mock('@/lib/inngest/client', () => ({
  inngest: {
    send: async (events: typeof sent) => void sent.push(...[events].flat()),
    createFunction: () => ({}),
  },
}));

let company: TestCompany;
let customer: { id: string; phone: string | null };
const account = process.env.TWILIO_ACCOUNT_SID ?? '';
const inboundPath = '/api/webhooks/twilio/inbound';

beforeAll(async () => {
  company = await makeCompany();
  customer = await makeCustomer(company.id);
});

const inboundPairs = (over: Record<string, string> = {}): Pairs =>
  Object.entries({
    AccountSid: account,
    MessageSid: newSid(),
    From: `whatsapp:${customer.phone}`,
    To: company.senderAddress,
    WaId: customer.phone?.slice(1) ?? '',
    ProfileName: 'Ama',
    Body: 'Hello',
    NumMedia: '0',
    SmsStatus: 'received',
    ...over,
  });
const inbound = (over: Record<string, string> = {}) =>
  answerInbound(signedRequest(inboundPairs(over), { path: inboundPath }));
const stored = (sid: string) =>
  actAs(company.system, (tx) => tx.select().from(messages).where(eq(messages.sid, sid)));
const countMessages = async () =>
  (await actAs(company.system, (tx) => tx.select({ id: messages.id }).from(messages))).length;

describe('inbound', () => {
  test('is stored with its customer, conversation and the booking it replies to, then announced', async () => {
    const booking = await makeBooking(company.id, { customerId: customer.id, status: 'completed' });
    const asked = await queued({ bookingId: booking.id });
    const askedSid = newSid();
    await recordOutcome({ ...asked, attempt: 0 }, { outcome: 'accepted', sid: askedSid, status: 'queued' });
    const sid = newSid();
    const answer = await inbound({
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
    const [row] = await stored(sid);
    expect(row).toMatchObject({
      direction: 'inbound',
      status: 'received',
      customerId: customer.id,
      bookingId: booking.id,
      body: 'It was <b>lovely</b>\uFFFD',
      buttonPayload: 'rate:5',
      handledAt: null,
    });
    expect(row?.raw).toMatchObject({ Unheard: '', ProfileName: 'Ama' });
    const [talk] = await actAs(company.system, (tx) =>
      tx
        .select()
        .from(conversations)
        .where(eq(conversations.id, row?.conversationId ?? '')),
    );
    expect(talk).toMatchObject({ customerId: customer.id, profileName: 'Ama', unread: 1 });
    expect(talk?.lastInboundAt).toBeInstanceOf(Date);
    expect(sent.filter((event) => event.data.messageId === row?.id)).toHaveLength(1);
  });

  test('the same SID five times, at once and again, is one message, one unread and one event', async () => {
    const sid = newSid();
    const other = await makeCustomer(company.id);
    const again = () => inbound({ MessageSid: sid, From: `whatsapp:${other.phone}`, WaId: '' });
    const answers = await Promise.all([again(), again(), again(), again()]);
    answers.push(await again());
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    const rows = await stored(sid);
    expect(rows).toHaveLength(1);
    expect(sent.filter((event) => event.data.messageId === rows[0]?.id)).toHaveLength(1);
    const [talk] = await actAs(company.system, (tx) =>
      tx
        .select()
        .from(conversations)
        .where(eq(conversations.address, `whatsapp:${other.phone}`)),
    );
    expect(talk?.unread).toBe(1);
  });

  test('a sender without a phone number is known again by the business-scoped id', async () => {
    const first = newSid();
    await inbound({ MessageSid: first, ExternalUserId: 'GH.777' });
    const hidden = newSid();
    await inbound({ MessageSid: hidden, From: 'whatsapp:GH.777', WaId: '', ExternalUserId: 'GH.777' });
    expect((await stored(hidden))[0]).toMatchObject({ customerId: customer.id });
    const stranger = newSid();
    await inbound({ MessageSid: stranger, From: 'whatsapp:GH.999', WaId: '', ExternalUserId: 'GH.999' });
    expect((await stored(stranger))[0]).toMatchObject({ customerId: null, body: 'Hello' });
  });

  test('finds the company by messaging service where Twilio names no address of ours', async () => {
    const service = `MG${newSid().slice(2)}`;
    await actAs(company.system, (tx) => tx.update(senders).set({ messagingServiceSid: service }));
    const sid = newSid();
    await inbound({ MessageSid: sid, To: 'whatsapp:+15550000000', MessagingServiceSid: service });
    expect(await stored(sid)).toHaveLength(1);
    await actAs(company.system, (tx) => tx.update(senders).set({ messagingServiceSid: null }));
  });

  test('accepts JSON whose hash is signed, refuses a bent one', async () => {
    const sid = newSid();
    const body = Object.fromEntries(inboundPairs({ MessageSid: sid }));
    expect((await answerInbound(signedJson(body, { path: inboundPath }))).status).toBe(200);
    expect(await stored(sid)).toHaveLength(1);
    const genuine = signedJson(body, { path: inboundPath });
    const bent = new Request(genuine.url, {
      method: 'POST',
      body: JSON.stringify({ ...body, Body: 'x' }),
      headers: genuine.headers,
    });
    expect((await answerInbound(bent)).status).toBe(403);
  });
});

describe('what isn’t Twilio’s', () => {
  test('a wrong, missing or foreign signature stores nothing but a security event (defect 13)', async () => {
    const before = await countMessages();
    const pairs = inboundPairs();
    for (const request of [
      signedRequest(pairs, { path: inboundPath, signature: 'x' }),
      signedRequest(pairs, { path: inboundPath, token: 'other' }),
      signedRequest(pairs, { path: inboundPath, headers: { 'x-twilio-signature': '' } }),
      signedRequest([...pairs, ['AccountSid', 'AC9']], { path: inboundPath, token: 'other' }),
    ]) {
      expect((await answerInbound(request)).status).toBe(403);
    }
    expect(await countMessages()).toBe(before);
    // Host headers have no say in what is signed.
    const lured = signedRequest(pairs, {
      path: inboundPath,
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect((await answerInbound(lured)).status).toBe(200);
  });

  test('a company’s own account can’t speak for another company', async () => {
    const stranger = await makeCompany();
    const accountSid = `AC${newSid().slice(2)}`;
    await actAs(stranger.system, (tx) =>
      tx.update(senders).set({ accountSid, authTokenSealed: seal('their-token', stranger.id) }),
    );
    const own = inboundPairs({
      AccountSid: accountSid,
      To: stranger.senderAddress,
      From: 'whatsapp:+33611111111',
      WaId: '',
    });
    expect(
      (await answerInbound(signedRequest(own, { path: inboundPath, token: 'their-token' }))).status,
    ).toBe(200);
    const before = await countMessages();
    const foreign = inboundPairs({ AccountSid: accountSid });
    expect(
      (await answerInbound(signedRequest(foreign, { path: inboundPath, token: 'their-token' }))).status,
    ).toBe(200);
    expect(await countMessages()).toBe(before);
    // Nor can the installation's account speak for a company that has its own.
    const usurped = inboundPairs({ To: stranger.senderAddress });
    await answerInbound(signedRequest(usurped, { path: inboundPath }));
    const theirs = await actAs(stranger.system, (tx) => tx.select().from(messages));
    expect(theirs.map((row) => row.raw?.From)).toEqual(['whatsapp:+33611111111']);
    const asked = await queued();
    const report = statusRequest(asked, {
      sid: newSid(),
      status: 'failed',
      account: accountSid,
      token: 'their-token',
    });
    expect((await answerStatus(report)).status).toBe(204);
    expect((await read(asked.messageId)).status).toBe('waiting');
  });

  test.each([
    [
      'too large',
      () => signedRequest(inboundPairs({ Body: 'x'.repeat(70_000) }), { path: inboundPath }),
      413,
    ],
    ['no SID', () => signedRequest(inboundPairs({ MessageSid: 'nope' }), { path: inboundPath }), 400],
    [
      'another content type',
      () => signedRequest(inboundPairs(), { path: inboundPath, headers: { 'content-type': 'text/plain' } }),
      415,
    ],
    [
      'an unknown number of ours',
      () => signedRequest(inboundPairs({ To: 'whatsapp:+19998887777' }), { path: inboundPath }),
      200,
    ],
  ])('%s is answered without a fault', async (_name, make, status) => {
    const before = await countMessages();
    expect((await answerInbound(make())).status).toBe(status);
    expect(await countMessages()).toBe(before);
  });

  test('a body without a declared length is cut off at the limit', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('a=b&'.repeat(4096))),
    });
    const request = new Request(`http://inside.invalid${inboundPath}`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'x' },
    } as RequestInit);
    expect((await answerInbound(request)).status).toBe(413);
  });
});

async function queued(over: { bookingId?: string } = {}) {
  const { messageId } = await actAs(company.system, (tx) =>
    queueMessage(tx, {
      companyId: company.id,
      customerId: customer.id,
      kind: 'feedback_request',
      template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Wedding' } },
      asked: false,
      ...over,
    }),
  );
  return { companyId: company.id, messageId };
}
const read = async (messageId: string) => {
  const [row] = await actAs(company.system, (tx) =>
    tx.select().from(messages).where(eq(messages.id, messageId)),
  );
  if (!row) throw new Error('no such message');
  return row;
};
type Report = {
  sid: string;
  status: string;
  code?: number;
  attempt?: number;
  account?: string;
  token?: string;
};
function statusRequest(
  { companyId, messageId }: { companyId: string; messageId: string },
  { sid, status, code, attempt = 0, token, ...given }: Report,
): Request {
  const path = `/api/webhooks/twilio/status?c=${companyId}&m=${messageId}&a=${attempt}`;
  const pairs: Pairs = [
    ['AccountSid', given.account ?? account],
    ['MessageSid', sid],
    ['MessageStatus', status],
    ['From', company.senderAddress],
    ...(code ? ([['ErrorCode', String(code)]] satisfies Pairs) : []),
  ];
  return signedRequest(pairs, { path, token });
}

describe('status', () => {
  const sending = async () => {
    const target = await queued();
    await actAs(company.system, (tx) =>
      tx
        .update(messages)
        .set({ status: 'sending', attempts: 1, claimedAt: new Date() })
        .where(eq(messages.id, target.messageId)),
    );
    return target;
  };
  const report = (target: { companyId: string; messageId: string }, given: Report) =>
    answerStatus(statusRequest(target, { attempt: 1, ...given }));

  test('ends in the same state for every order of the callbacks and of the answer', async () => {
    const steps = ['accepted', 'queued', 'sent', 'delivered', 'answer'];
    const ends = await Promise.all(
      permutations(steps).map(async (order) => {
        const target = await sending();
        const sid = newSid();
        for (const step of order) {
          if (step === 'answer')
            await recordOutcome({ ...target, attempt: 1 }, { outcome: 'accepted', sid, status: 'accepted' });
          else expect((await report(target, { sid, status: step })).status).toBe(204);
        }
        const row = await read(target.messageId);
        return [row.status, row.sid === sid, row.errorCode].join();
      }),
    );
    expect(ends).toHaveLength(120);
    expect(new Set(ends)).toEqual(new Set(['delivered,true,']));
  });

  test('failed beats sent, delivered beats failed, whichever comes first (defect 14)', async () => {
    for (const order of permutations(['sent', 'undelivered', 'delivered'])) {
      const target = await sending();
      const sid = newSid();
      for (const status of order) {
        await report(target, { sid, status, code: status === 'undelivered' ? 21614 : undefined });
      }
      expect((await read(target.messageId)).status).toBe('delivered');
    }
    for (const order of permutations(['queued', 'sent', 'undelivered'])) {
      const target = await sending();
      const sid = newSid();
      for (const status of order) {
        await report(target, { sid, status, code: status === 'undelivered' ? 21614 : undefined });
      }
      expect(await read(target.messageId)).toMatchObject({ status: 'undelivered', errorCode: 21614 });
    }
  });

  test('every one is kept, also repeated and unheard-of ones', async () => {
    const target = await sending();
    const sid = newSid();
    for (const status of ['sent', 'sent', 'teleported', 'read']) await report(target, { sid, status });
    const kept = await actAs(company.system, (tx) =>
      tx.select().from(messageEvents).where(eq(messageEvents.sid, sid)).orderBy(asc(messageEvents.id)),
    );
    expect(kept.map((event) => event.status)).toEqual(['sent', 'sent', 'teleported', 'read']);
    expect(kept.every((event) => event.messageId === target.messageId)).toBe(true);
    expect((await read(target.messageId)).status).toBe('read');
  });

  test('one of an unknown SID waits until that SID is known', async () => {
    const target = await sending();
    const sid = newSid();
    const path = `/api/webhooks/twilio/status?c=${company.id}`;
    const pairs: Pairs = [
      ['AccountSid', account],
      ['MessageSid', sid],
      ['MessageStatus', 'delivered'],
    ];
    expect((await answerStatus(signedRequest(pairs, { path }))).status).toBe(204);
    expect((await read(target.messageId)).status).toBe('sending');
    await recordOutcome({ ...target, attempt: 1 }, { outcome: 'accepted', sid, status: 'queued' });
    expect((await read(target.messageId)).status).toBe('delivered');
  });

  test('a failure that deserves it waits for its retry, and a late delivery calls the retry off', async () => {
    const target = await sending();
    const sid = newSid();
    await report(target, { sid, status: 'sent' });
    await report(target, { sid, status: 'undelivered', code: 30008 });
    expect(await read(target.messageId)).toMatchObject({
      status: 'waiting',
      heldReason: 'retry',
      retries: 1,
      sid,
    });
    await report(target, { sid, status: 'sent' });
    expect((await read(target.messageId)).status).toBe('waiting');
    await report(target, { sid, status: 'delivered' });
    expect(await read(target.messageId)).toMatchObject({ status: 'delivered', nextAttemptAt: null });
  });

  test('a callback of an earlier attempt does not touch the present one', async () => {
    const target = await sending();
    await actAs(company.system, (tx) =>
      tx.update(messages).set({ attempts: 2 }).where(eq(messages.id, target.messageId)),
    );
    await report(target, { sid: newSid(), status: 'delivered', attempt: 1 });
    expect(await read(target.messageId)).toMatchObject({ status: 'sending', sid: null });
  });

  test('fifty at once for different messages are all written', async () => {
    const targets = await Promise.all(Array.from({ length: 50 }, sending));
    const answers = await Promise.all(
      targets.map((target) => report(target, { sid: newSid(), status: 'delivered' })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]));
    const rows = await Promise.all(targets.map((target) => read(target.messageId)));
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['delivered']));
  });

  test('of a company that doesn’t exist: no fault, nothing stored', async () => {
    const ghost = {
      companyId: '01900000-0000-7000-8000-000000000000',
      messageId: '01900000-0000-7000-8000-000000000001',
    };
    expect((await report(ghost, { sid: newSid(), status: 'sent' })).status).toBe(204);
  });
});

describe('STOP and START', () => {
  test('STOP withdraws at once, confirms once, and a ticked form doesn’t undo it; START does', async () => {
    const other = await makeCustomer(company.id);
    const say = (Body: string, more: Record<string, string> = {}) =>
      inbound({ From: `whatsapp:${other.phone}`, WaId: '', Body, ...more });
    const consent = () => actAs(company.system, (tx) => consentOf(tx, other.id));
    await say('Stop.');
    expect(await consent()).toBe('withdrawn');
    await say('ARRÊT');
    await say('Thanks, see you');
    expect(await consent()).toBe('withdrawn');
    const confirmations = () =>
      actAs(company.system, (tx) =>
        tx
          .select({ kind: messages.kind, body: messages.body })
          .from(messages)
          .where(eq(messages.customerId, other.id)),
      ).then((rows) => rows.filter((row) => row.kind.startsWith('opt_')));
    expect(await confirmations()).toHaveLength(1);
    expect(
      sent.filter(
        (event) => event.name === 'whatsapp/consent.withdrawn' && event.data.customerId === other.id,
      ),
    ).toHaveLength(1);
    await say('start');
    expect(await consent()).toBe('granted');
    await say('Don’t write', { ButtonPayload: 'optout' });
    expect(await consent()).toBe('withdrawn');
    const log = await actAs(company.system, (tx) =>
      tx.select().from(consents).where(eq(consents.customerId, other.id)).orderBy(asc(consents.createdAt)),
    );
    expect(log.map((row) => row.state)).toEqual(['granted', 'withdrawn', 'granted', 'withdrawn']);
    expect(log.slice(1).every((row) => row.source === 'whatsapp' && row.messageSid?.startsWith('SM'))).toBe(
      true,
    );
  });

  test('STOP of someone unknown is kept, so that it holds when they become a customer', async () => {
    await inbound({
      From: 'whatsapp:+447700900123',
      WaId: '447700900123',
      Body: 'STOP',
      ProfileName: 'Kofi',
    });
    const [made] = await actAs(company.system, (tx) =>
      tx.select().from(customers).where(eq(customers.phone, '+447700900123')),
    );
    expect(made?.name).toBe('Kofi');
    expect(await actAs(company.system, (tx) => consentOf(tx, made?.id ?? ''))).toBe('withdrawn');
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) =>
    permutations([...items.slice(0, at), ...items.slice(at + 1)]).map((rest) => [item, ...rest]),
  );
}
