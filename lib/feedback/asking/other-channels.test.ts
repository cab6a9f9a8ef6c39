import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bookings } from '@/db/schema/bookings';
import { messages, senders, templates } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { readTimeline } from '@/lib/bookings/timeline-queries';
import { messageOwners } from '@/lib/message-owners';
import { checkSilent } from '@/lib/messaging/outbox/check-silent';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { answerByLink, readLinkView, stopByLink } from '../mutations';
import { askAbout, makeCompleted, makeWorld, say, stateOf, type World } from '../testing/conversation-world';
import { later } from '../testing/time';
import { followUp } from './follow-up';
import { settleRequest } from './settle-request';

let provider: TestProvider;
beforeAll(async () => {
  process.env.MAIL_FROM = 'feedback@cater.test';
  provider = await startProvider({}, { mail: true });
});
afterAll(() => provider.close());
afterEach(() => provider.control('reset', {}));

type Given = {
  phone?: string | null;
  email?: string | null;
  smsAddress?: string | null;
  language?: 'en' | 'tw';
};
let serial = 0;

/** A completed event of a customer whose number has no WhatsApp, at a company that never sleeps. */
async function makeUnreached(given: Given = {}): Promise<{ world: World; bookingId: string; phone: string }> {
  serial += 1;
  const { smsAddress: _own, ...rest } = given;
  const phone = `+23320${String(Date.now() + serial).slice(-7)}`;
  const world = await makeWorld(
    { quietFrom: 0, quietUntil: 0 },
    { phone, email: 'ama@example.com', ...rest, name: 'Ama Mensah' },
  );
  const own = `+23330${String(Date.now() + serial).slice(-7)}`;
  const smsAddress = given.smsAddress === undefined ? own : given.smsAddress;
  await actAs(world.company.system, (tx) => tx.update(templates).set({ contentSid: null }));
  await actAs(world.company.system, (tx) =>
    tx.update(senders).set({ smsAddress }).where(eq(senders.companyId, world.company.id)),
  );
  await approveTemplates(provider, world.company.id);
  if (given.phone !== null) await provider.control('contacts', { address: phone, lacksWhatsApp: true });
  const bookingId = await makeCompleted(world, { eventName: 'Outdooring of Kojo' });
  return { world, bookingId, phone };
}

/** Asks, and goes on from each message's end to the next until nothing more is queued. */
async function askAll({ world, bookingId }: { world: World; bookingId: string }): Promise<void> {
  const companyId = world.company.id;
  const asked = await askAbout({ companyId, bookingId }, new Date());
  let messageId = 'message' in asked ? asked.message?.messageId : undefined;
  while (messageId) messageId = await toItsEnd(world, messageId);
}

/** Delivers one message and, like its callback, tells what became of it; gives the next one. */
async function toItsEnd(world: World, messageId: string): Promise<string | undefined> {
  const ref = { companyId: world.company.id, messageId };
  await deliverMessage(ref, messageOwners.kinds);
  await provider.control('idle');
  const [row] = await actAs(world.company.system, (tx) =>
    tx
      .select({ id: messages.id, sid: messages.sid, channel: messages.channel })
      .from(messages)
      .where(and(eq(messages.companyId, ref.companyId), eq(messages.id, messageId))),
  );
  if (row?.sid && row.channel !== 'email') await checkSilent(ref.companyId, [row], new Date());
  return (await settleRequest(ref, new Date()))?.queued[0]?.messageId;
}

const story = async (world: World, bookingId: string) =>
  (await stateOf(world, bookingId)).said.map(({ channel, status, notSentReason, errorCode }) =>
    [channel, status, notSentReason ?? errorCode].filter(Boolean).join(' '),
  );
const smsTo = async (phone: string) => {
  const { messages } = await provider.control<{ messages: { channel: string; body: string }[] }>(
    `messages?contact=${encodeURIComponent(phone)}`,
  );
  return messages.filter(({ channel }) => channel === 'sms').map(({ body }) => body);
};
const tokenIn = (text: string | undefined) => /\/f\/([\w-]+)/.exec(text ?? '')?.[1] ?? '';
const mails = async () =>
  (await provider.control<{ mails: { to: string[]; subject: string; text: string }[] }>('mails')).mails;

describe('where WhatsApp can’t reach the customer', () => {
  test('the link of the same request goes by SMS, and its answers are the one feedback', async () => {
    const { world, bookingId, phone } = await makeUnreached();
    await askAll({ world, bookingId });
    expect(await story(world, bookingId)).toEqual(['whatsapp undelivered 63024', 'sms delivered']);
    const [text] = await smsTo(phone);
    expect(text).toMatch(/^.*: how was Outdooring of Kojo\? .*\/f\/.* Reply STOP to end these messages\.$/);
    const token = tokenIn(text);
    await answerByLink({ token, answer: { stage: 'rating', value: 5 } }, new Date());
    await answerByLink({ token, answer: { stage: 'food', value: 4 } }, new Date());
    const { feedback, request } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5, food: 4, source: 'web' }]);
    expect(request).toMatchObject({ state: 'answering' });
    await say(world, '4');
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 5, food: 4, service: 4 }]);
    expect(await mails()).toEqual([]);
  });

  test('without an SMS sender it goes by e-mail, and the timeline says why at each step', async () => {
    const { world, bookingId } = await makeUnreached({ smsAddress: null, language: 'tw' });
    await askAll({ world, bookingId });
    expect(await story(world, bookingId)).toEqual([
      'whatsapp undelivered 63024',
      'sms not_sent no_sms_sender',
      'email sent',
    ]);
    const [mail] = await mails();
    expect(mail).toMatchObject({ to: ['ama@example.com'], subject: 'Outdooring of Kojo kɔɔ sɛn?' });
    await answerByLink({ token: tokenIn(mail?.text), answer: { stage: 'rating', value: 4 } }, new Date());
    expect((await stateOf(world, bookingId)).feedback).toMatchObject([{ rating: 4 }]);
    const place = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GH' };
    const timeline = await readTimeline(world.company.manager, bookingId, place);
    const told = timeline
      .filter(({ kind }) => kind === 'message')
      .map(({ title, details }) => [title, details[0]]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['did not send the feedback request by SMS', 'No SMS number is set up with the sender.'],
        ['sent the feedback request by e-mail', expect.any(String)],
      ]),
    );
  });

  test.each([
    ['SMS', {}],
    ['e-mail', { smsAddress: null }],
  ])(
    'what waited in the outbox speaks of the event as it is called when it goes out, by %s',
    async (by, given) => {
      const { world, bookingId, phone } = await makeUnreached(given);
      const companyId = world.company.id;
      const asked = await askAbout({ companyId, bookingId }, new Date());
      let waiting = 'message' in asked ? (asked.message?.messageId ?? '') : '';
      for (let at = 0; at < (by === 'SMS' ? 1 : 2); at++) waiting = (await toItsEnd(world, waiting)) ?? '';
      await actAs(world.company.system, (tx) =>
        tx.update(bookings).set({ eventName: 'Naming of Kojo' }).where(eq(bookings.id, bookingId)),
      );
      await actAs(world.company.manager, (tx) =>
        tx
          .update(customers)
          .set({ name: 'Ama Boateng', language: 'fr' })
          .where(eq(customers.companyId, companyId)),
      );
      await toItsEnd(world, waiting);
      const [sms] = await smsTo(phone);
      const [mail] = await mails();
      const said = by === 'SMS' ? sms : `${mail?.subject} ${mail?.text}`;
      expect(said).toContain('Naming of Kojo');
      expect(said).not.toContain('Outdooring');
      expect(said).toMatch(/comment|Comment/);
      expect(tokenIn(said)).not.toBe('');
      if (by === 'e-mail') expect(said).toContain('Ama Boateng');
    },
  );

  test('someone with an e-mail address only is asked there', async () => {
    const { world, bookingId } = await makeUnreached({ phone: null });
    await askAll({ world, bookingId });
    expect(await story(world, bookingId)).toEqual(['whatsapp not_sent no_address', 'email sent']);
  });

  test('when nothing reaches them the request says so', async () => {
    const { world, bookingId } = await makeUnreached();
    await provider.control('faults', { kind: 'mailRefused' });
    await provider.control('faults', { kind: 'syncError', params: { code: 21211 } });
    await askAll({ world, bookingId });
    expect(await story(world, bookingId)).toEqual([
      'whatsapp failed 21211',
      'sms failed 21211',
      'email failed 2',
    ]);
    expect((await stateOf(world, bookingId)).request).toMatchObject({ state: 'failed', reason: 'failed' });
  });

  test('a mail whose answer was lost is not sent twice', async () => {
    const { world, bookingId } = await makeUnreached({ phone: null });
    await provider.control('faults', { kind: 'mailDropped' });
    await askAll({ world, bookingId });
    await askAll({ world, bookingId });
    expect(await story(world, bookingId)).toEqual(['whatsapp not_sent no_address', 'email failed 4']);
    expect(await mails()).toHaveLength(1);
  });

  test('an SMS whose answer was lost is looked up and not sent again', async () => {
    const { world, bookingId, phone } = await makeUnreached();
    const companyId = world.company.id;
    const asked = await askAbout({ companyId, bookingId }, new Date());
    const first = 'message' in asked ? (asked.message?.messageId ?? '') : '';
    const sms = (await toItsEnd(world, first)) ?? '';
    await provider.control('faults', { kind: 'dropAfterAccept', next: 1 });
    expect(await deliverMessage({ companyId, messageId: sms }, messageOwners.kinds)).toMatchObject({
      outcome: 'unknown',
    });
    await actAs(world.company.system, (tx) =>
      tx
        .update(messages)
        .set({ nextAttemptAt: new Date(0) })
        .where(and(eq(messages.companyId, companyId), eq(messages.id, sms))),
    );
    expect(await deliverMessage({ companyId, messageId: sms }, messageOwners.kinds)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await smsTo(phone)).toHaveLength(1);
  });

  test('the one reminder goes where the request arrived, and none to who answered meanwhile', async () => {
    const [silent, answered] = [await makeUnreached(), await makeUnreached()];
    for (const { world, bookingId } of [silent, answered]) {
      await askAll({ world, bookingId });
      const { request } = await stateOf(world, bookingId);
      const ref = { companyId: world.company.id, requestId: request?.id ?? '' };
      expect(await followUp(ref, later(25))).toMatchObject({ did: 'remind' });
    }
    expect((await stateOf(silent.world, silent.bookingId)).said.at(-1)).toMatchObject({
      kind: 'feedback_reminder',
      channel: 'sms',
      status: 'waiting',
    });
    const token = tokenIn((await smsTo(answered.phone))[0]);
    await answerByLink({ token, answer: { stage: 'rating', value: 3 } }, new Date());
    expect((await stateOf(answered.world, answered.bookingId)).said).toMatchObject([
      {},
      {},
      { kind: 'feedback_reminder', status: 'not_sent', notSentReason: 'answered' },
    ]);
  });
});

describe('an opt-out holds on every channel', () => {
  test('who opted out on WhatsApp gets no SMS', async () => {
    const { world, bookingId } = await makeUnreached();
    const asked = await askAbout({ companyId: world.company.id, bookingId }, new Date());
    const first = 'message' in asked ? (asked.message?.messageId ?? '') : '';
    const sms = (await toItsEnd(world, first)) ?? '';
    await say(world, 'please stop sending me messages');
    await deliverMessage({ companyId: world.company.id, messageId: sms }, messageOwners.kinds);
    expect(await story(world, bookingId)).toContain('sms not_sent opted_out');
  });

  test('the link ends all messages without signing in, once', async () => {
    const { world, bookingId, phone } = await makeUnreached();
    await askAll({ world, bookingId });
    const token = tokenIn((await smsTo(phone))[0]);
    expect(await stopByLink(token, new Date())).toBe(true);
    expect(await stopByLink(token, new Date())).toBe(true);
    expect(await stopByLink('x'.repeat(80), new Date())).toBe(false);
    expect((await stateOf(world, bookingId)).request).toMatchObject({
      state: 'suppressed',
      reason: 'opted_out',
    });
    const next = await makeCompleted(world);
    expect(await askAbout({ companyId: world.company.id, bookingId: next }, new Date())).toMatchObject({
      asked: 'no',
      reason: 'opted_out',
    });
    expect(await readLinkView(token, new Date())).toBeDefined();
  });
});

test('an erased customer’s address is not written to', async () => {
  const { world, bookingId } = await makeUnreached();
  const asked = await askAbout({ companyId: world.company.id, bookingId }, new Date());
  const first = 'message' in asked ? (asked.message?.messageId ?? '') : '';
  const sms = (await toItsEnd(world, first)) ?? '';
  await actAs(world.company.system, (tx) =>
    tx.update(customers).set({ anonymisedAt: new Date() }).where(eq(customers.id, world.customer.id)),
  );
  await deliverMessage({ companyId: world.company.id, messageId: sms }, messageOwners.kinds);
  expect(await story(world, bookingId)).toContain('sms not_sent anonymised');
});
