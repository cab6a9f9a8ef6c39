import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { emptyCustomer } from '@/lib/customers/form-values';
import { createCustomer, updateCustomer } from '@/lib/customers/mutations';
import { normalisePhone } from '@/lib/customers/phone';
import { phoneKey } from '@/lib/customers/phone-key';
import { customerInput, customerUpdate } from '@/lib/customers/schema';
import { storedColumns } from '@/lib/customers/write-customers';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '../outbox/deliver';
import { queueMessage } from '../outbox/queue';
import { approveTemplates, startProvider, type TestProvider } from '../testing/provider';
import { newSid } from '../testing/signed';
import { makeWebhooks, type TestWebhooks } from '../testing/webhooks';

let hooks: TestWebhooks;
let provider: TestProvider | undefined;
beforeEach(async () => {
  hooks = await makeWebhooks();
});
afterAll(() => provider?.close());

const spelt = [
  ['Mexico', '+525512345678', '+5215512345678'],
  ['Argentina', '+541123456789', '+5491123456789'],
  ['Brazil', '+551187654321', '+5511987654321'],
] as const;
const sets = spelt.flatMap(([country, a, b]) => [
  [country, a, b],
  [country, b, a],
]);

const talkOf = (address: string) =>
  hooks.inCompany((tx) => tx.select().from(conversations).where(eq(conversations.address, address)));
async function receive(over: Record<string, string>) {
  const sid = newSid();
  expect((await hooks.receive({ MessageSid: sid, ...over })).status).toBe(200);
  const [row] = await hooks.stored(sid);
  if (!row) throw new Error('not stored');
  return row;
}
const writeFrom = (phone: string, over: Record<string, string> = {}) =>
  receive({ From: `whatsapp:${phone}`, WaId: phone.slice(1), ...over });
const queueFor = (customerId: string, over: Partial<Parameters<typeof queueMessage>[1]> = {}) =>
  hooks.inCompany((tx) => queueMessage(tx, hooks.order({ customerId, ...over })));

describe('one number in two spellings is one person', () => {
  test.each(sets)('%s: kept as %s, written from %s', async (_country, kept, used) => {
    const { id } = await makeCustomer(hooks.company.id, { phone: kept });
    await queueFor(id);
    expect((await writeFrom(used)).customerId).toBe(id);
    // Answers go to the spelling that WhatsApp uses, in the same conversation.
    const [talk] = await talkOf(`whatsapp:${used}`);
    expect(talk?.customerId).toBe(id);
    expect(await talkOf(`whatsapp:${kept}`)).toEqual([]);
    const { messageId } = await queueFor(id, { kind: 'recovery' });
    const [row] = await hooks.inCompany((tx) => tx.select().from(messages).where(eq(messages.id, messageId)));
    expect(row?.conversationId).toBe(talk?.id);
  });

  test.each(sets)('%s: a customer with %s isn’t added again as %s', async (_country, kept, other) => {
    const add = (phone: string) =>
      createCustomer(hooks.company.manager, customerInput.parse({ ...emptyCustomer, name: 'Ana', phone }));
    await add(kept);
    await expect(add(other)).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each(spelt)('%s: of several who add it at once in both spellings one does', async (_country, a, b) => {
    const add = (phone: string) =>
      createCustomer(hooks.company.manager, customerInput.parse({ ...emptyCustomer, name: 'Ana', phone }));
    const done = await Promise.allSettled([a, b, a, b].map(add));
    const reasons = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(reasons).toHaveLength(3);
    for (const reason of reasons)
      expect(reason).toMatchObject({ code: 'conflict', message: 'Ana already has this phone number.' });
  });

  test('who adds one doesn’t wait for an import, which writes for minutes', async () => {
    const { manager } = hooks.company;
    const row = (name: string, phone: string) => ({
      input: customerInput.parse({ ...emptyCustomer, name, phone }),
    });
    await actAs(manager, async (tx) => {
      await storedColumns(tx, [row('Kofi', '+233241234561'), row('Esi', '+233241234562')]);
      const added = customerInput.parse({ ...emptyCustomer, name: 'Adwoa', phone: '+233241234563' });
      await createCustomer(manager, added);
    });
  });

  test.each(spelt)('%s: of two customers who change to it at once one does', async (_country, a, b) => {
    const [one, other] = [await makeCustomer(hooks.company.id), await makeCustomer(hooks.company.id)];
    const change = (id: string, phone: string) =>
      updateCustomer(
        hooks.company.manager,
        customerUpdate.parse({ ...emptyCustomer, id, name: 'Ana', phone, version: 1 }),
      );
    const done = await Promise.allSettled([change(one.id, a), change(other.id, b)]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('the form takes Mexican mobiles as they were dialled, and as they are', () => {
    for (const typed of ['55 1234 5678', '1 55 1234 5678', '044 55 1234 5678', '+52 1 55 1234 5678'])
      expect(normalisePhone(typed, 'MX')).toBe('+525512345678');
  });

  test('PostgreSQL and the app agree on every number', async () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const number = fc
      .tuple(
        fc.constantFrom('', 'whatsapp:'),
        fc.constantFrom('52', '521', '54', '549', '55', '233'),
        fc.integer({ min: 8, max: 12 }),
      )
      .chain(([prefix, code, length]) => digits(length).map((rest) => `${prefix}+${code}${rest}`));
    const numbers = fc.sample(number, 500);
    const rows = await hooks.inCompany((tx) =>
      tx.execute<{ address: string; key: string }>(
        sql`select value as address, phone_key(value) as key from json_array_elements_text(${JSON.stringify(numbers)}::text::json)`,
      ),
    );
    expect(rows.map(({ key }) => key)).toEqual(rows.map(({ address }) => phoneKey(address)));
    for (const address of ['none:abc', 'mailto:a@b.c', 'whatsapp:GH.123', '+1 5'])
      expect(phoneKey(address)).toBe(address);
  });
});

describe('a sender who hides their number', () => {
  const hidden = 'MX.1029384756';

  test('is the one whom the message that they quote was sent to, and is known from then on', async () => {
    const { id } = await makeCustomer(hooks.company.id);
    const booking = await makeBooking(hooks.company.id, { customerId: id, status: 'completed' });
    const { messageId } = await queueFor(id, { bookingId: booking.id });
    const sid = newSid();
    await hooks.write(messageId, { sid, status: 'sent' });
    const said = await receive({
      From: `whatsapp:${hidden}`,
      WaId: '',
      Body: '5',
      OriginalRepliedMessageSid: sid,
    });
    expect(said).toMatchObject({ customerId: id, bookingId: booking.id });
    const later = await receive({ From: `whatsapp:${hidden}`, WaId: '', Body: 'Thank you' });
    expect(later.customerId).toBe(id);
    const [row] = await hooks.inCompany((tx) => tx.select().from(customers).where(eq(customers.id, id)));
    expect(row?.whatsappId).toBe(hidden);
  });

  test('and quotes nothing, or what isn’t ours, is nobody', async () => {
    const bare = await receive({ From: `whatsapp:${hidden}`, WaId: '', Body: '5' });
    const foreign = await receive({
      From: `whatsapp:${hidden}`,
      WaId: '',
      Body: '5',
      OriginalRepliedMessageSid: newSid(),
    });
    expect([bare.customerId, foreign.customerId]).toEqual([null, null]);
  });
});

describe('a number that changes hands', () => {
  const number = '+233244000111';

  async function handOver() {
    const before = await makeCustomer(hooks.company.id, { phone: number, name: 'Efua Before' });
    const booking = await makeBooking(hooks.company.id, { customerId: before.id, status: 'completed' });
    const { messageId } = await queueFor(before.id, { bookingId: booking.id });
    const sid = newSid();
    await hooks.write(messageId, { sid, status: 'sent' });
    await writeFrom(number);
    await updateCustomer(
      hooks.company.manager,
      customerUpdate.parse({
        ...emptyCustomer,
        id: before.id,
        name: 'Efua Before',
        phone: '+233244000222',
        version: 1,
      }),
    );
    return { before, booking, sid };
  }

  test('is closed for the old customer, and what the new owner writes is not theirs', async () => {
    const { sid } = await handOver();
    expect((await talkOf(`whatsapp:${number}`))[0]?.customerId).toBeNull();
    // They quote what was sent to the number before it was theirs.
    expect(await writeFrom(number, { Body: '2', OriginalRepliedMessageSid: sid })).toMatchObject({
      customerId: null,
      bookingId: null,
    });
  });

  test('belongs to whoever holds it now: what they write, and what is sent there', async () => {
    const { before, sid } = await handOver();
    const now = await makeCustomer(hooks.company.id, { phone: number, name: 'Kojo Now' });
    expect(await writeFrom(number, { Body: '2', OriginalRepliedMessageSid: sid })).toMatchObject({
      customerId: now.id,
      bookingId: null,
    });
    expect((await talkOf(`whatsapp:${number}`))[0]?.customerId).toBe(now.id);
    const { messageId } = await queueFor(before.id, { kind: 'recovery' });
    const [row] = await hooks.inCompany((tx) =>
      tx
        .select({ address: conversations.address })
        .from(messages)
        .innerJoin(conversations, eq(conversations.id, messages.conversationId))
        .where(eq(messages.id, messageId)),
    );
    expect(row?.address).toBe('whatsapp:+233244000222');
  });

  test('takes no message along that waited for the old customer', async () => {
    provider = await startProvider();
    await approveTemplates(provider, hooks.company.id);
    const before = await makeCustomer(hooks.company.id, { phone: number });
    const { messageId } = await queueFor(before.id, { asked: true });
    await hooks.inCompany((tx) =>
      tx.update(customers).set({ phone: '+233244000222' }).where(eq(customers.id, before.id)),
    );
    await makeCustomer(hooks.company.id, { phone: number, name: 'Kojo Now' });
    await deliverMessage({ companyId: hooks.company.id, messageId }, messageOwners.kinds);
    const { messages: sent } = await provider.control<{ messages: { to: string }[] }>('messages');
    expect(sent.map(({ to }) => to)).toEqual(['whatsapp:+233244000222']);
  });
});
