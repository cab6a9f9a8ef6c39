import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { linkInput } from '../schema';
import { newSid } from '../testing/signed';
import { makeWebhooks, type TestWebhooks } from '../testing/webhooks';
import { linkConversation } from './link-conversation';

let hooks: TestWebhooks;
let conversationId: string;
const from = '+233209998877';

beforeEach(async () => {
  hooks = await makeWebhooks();
  const write = (Body: string) =>
    hooks.receive({
      From: `whatsapp:${from}`,
      WaId: from.slice(1),
      ProfileName: 'Yaw',
      Body,
      MessageSid: newSid(),
    });
  await write('Hello, do you cater on Sundays?');
  await write('5');
  const [talk] = await hooks.inCompany((tx) =>
    tx
      .select()
      .from(conversations)
      .where(eq(conversations.address, `whatsapp:${from}`)),
  );
  conversationId = talk?.id ?? '';
  await hooks.inCompany((tx) =>
    tx.update(messages).set({ handledAt: new Date() }).where(eq(messages.conversationId, conversationId)),
  );
});

const said = () =>
  hooks.inCompany((tx) => tx.select().from(messages).where(eq(messages.conversationId, conversationId)));
const read = async (id: string) =>
  (await hooks.inCompany((tx) => tx.select().from(customers).where(eq(customers.id, id))))[0];

describe('an unknown sender', () => {
  test('becomes a customer by name, with the number and what they wrote', async () => {
    const { customerId } = await linkConversation(
      hooks.company.manager,
      linkInput.parse({ conversationId, name: 'Yaw Darko', customerId: '' }),
    );
    expect(await read(customerId)).toMatchObject({ name: 'Yaw Darko', phone: from });
    // Read again, as answers of a customer.
    expect((await said()).map((row) => [row.customerId, row.handledAt])).toEqual([
      [customerId, null],
      [customerId, null],
    ]);
  });

  test('is linked to a customer: who has no number gets this one, another number stays', async () => {
    const bare = await makeCustomer(hooks.company.id, { phone: null });
    await linkConversation(hooks.company.staff, { conversationId, customerId: bare.id, name: undefined });
    expect(await read(bare.id)).toMatchObject({ phone: from });
    const sid = newSid();
    await hooks.receive({ From: `whatsapp:${from}`, WaId: from.slice(1), Body: 'Thanks', MessageSid: sid });
    expect((await hooks.stored(sid))[0]?.customerId).toBe(bare.id);
  });

  test('stays linked to a customer with another number, until somebody holds this one', async () => {
    const other = await makeCustomer(hooks.company.id);
    await linkConversation(hooks.company.staff, { conversationId, customerId: other.id, name: undefined });
    expect(await read(other.id)).toMatchObject({ phone: other.phone });
    const write = async () => {
      const sid = newSid();
      await hooks.receive({
        From: `whatsapp:${from}`,
        WaId: from.slice(1),
        Body: 'Me again',
        MessageSid: sid,
      });
      return (await hooks.stored(sid))[0]?.customerId;
    };
    expect(await write()).toBe(other.id);
    const holder = await makeCustomer(hooks.company.id, { phone: from });
    expect(await write()).toBe(holder.id);
  });

  test('is nobody twice, nor another company’s', async () => {
    const refusal = (given: Parameters<typeof linkConversation>[1], actor = hooks.company.manager as never) =>
      linkConversation(actor, given).then(
        () => 'linked',
        (error: { code?: string }) => error.code,
      );
    const stranger = await makeWebhooks();
    expect(await refusal({ conversationId, customerId: stranger.customer.id, name: undefined })).toBe(
      'not_found',
    );
    expect(
      await refusal(
        { conversationId, customerId: undefined, name: 'Yaw' },
        stranger.company.manager as never,
      ),
    ).toBe('not_found');
    await linkConversation(hooks.company.manager, {
      conversationId,
      customerId: hooks.customer.id,
      name: undefined,
    });
    expect(await refusal({ conversationId, customerId: undefined, name: 'Yaw' })).toBe('conflict');
  });
});

test('one of the two is needed, and only one', () => {
  const id = crypto.randomUUID();
  for (const wrong of [{}, { customerId: '', name: '  ' }, { customerId: id, name: 'Yaw' }])
    expect(linkInput.safeParse({ conversationId: id, ...wrong }).success).toBe(false);
});
