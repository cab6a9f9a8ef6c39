import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bookings } from '@/db/schema/bookings';
import { conversations } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { reaskCustomer } from '@/lib/cases/reask-customer';
import { acknowledgeCase, closeCase, resolveCase } from '@/lib/cases/work-case';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { ask, makeEvent, markSent, say, stateOf, type World } from '../testing/conversation-world';

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent({ thankYouDiscount: 1000 }));
  await ask(world, bookingId);
});

/** Both are called something else while what we answered still waits, in the hours in which free texts may go. */
async function rename() {
  await actAs(world.company.system, async (tx) => {
    await tx.update(bookings).set({ eventName: 'Owusu jubilee' }).where(eq(bookings.id, bookingId));
    await tx
      .update(conversations)
      .set({ lastInboundAt: new Date() })
      .where(eq(conversations.companyId, world.company.id));
    await tx.update(customers).set({ name: 'Akua Owusu' }).where(eq(customers.id, world.customer.id));
  });
}
async function deliverLast() {
  const waiting = (await stateOf(world, bookingId)).said.at(-1);
  await deliverMessage({ companyId: world.company.id, messageId: waiting?.id ?? '' }, messageOwners.kinds);
  return (await stateOf(world, bookingId)).said.at(-1);
}

test.each([
  ['a question put once more', '3 or 4', 'feedback_question'],
  ['an apology', '1', 'recovery'],
])('%s that waited speaks of the event as it is called when it goes out', async (_what, words, kind) => {
  await say(world, words);
  await rename();
  const sent = await deliverLast();
  expect(sent).toMatchObject({ kind, status: 'queued' });
  expect(sent?.body).toContain('Owusu jubilee');
  expect(sent?.body).not.toContain('Mensah');
});

test('thanks that waited name the customer as they are called, and keep their code', async () => {
  await say(world, '5');
  await say(world, { payload: 'finish', title: 'That’s all' });
  const before = (await stateOf(world, bookingId)).said.at(-1);
  const code = /code (\S+),/.exec(before?.body ?? '')?.[1] ?? 'none';
  await rename();
  const sent = await deliverLast();
  expect(sent).toMatchObject({ kind: 'thank_you', status: 'queued' });
  for (const words of ['Akua Owusu', 'Owusu jubilee', code]) expect(sent?.body).toContain(words);
});

test('an answer goes out in the language that the customer writes in, whatever their record says', async () => {
  await say(world, 'Je vous donne 1, le repas était froid et le service mauvais');
  await rename();
  const sent = await deliverLast();
  expect(sent?.body).toContain('Owusu jubilee');
  expect(sent?.body).not.toMatch(/we are sorry|Thank you/);
});

test('the answer to a second rating names the event as it is called by then', async () => {
  const caseId = (await say(world, '1')).caseId ?? '';
  const { staff } = world.company;
  await acknowledgeCase(staff, { caseId }, { at: new Date() });
  await resolveCase(staff, { caseId, resolution: 'Apologised' }, { at: new Date() });
  await closeCase(staff, { caseId }, { at: new Date() });
  await reaskCustomer(staff, { caseId }, { at: new Date() });
  await markSent(world.company, (await stateOf(world, bookingId)).said.at(-1)?.id ?? '');
  expect(await say(world, '5')).toMatchObject({ outcome: 'recovered' });
  await rename();
  const sent = await deliverLast();
  expect(sent).toMatchObject({ kind: 'recovery_answered', status: 'queued' });
  expect(sent?.body).toBe(
    'Thank you, Akua Owusu! We are glad that things are right again after Owusu jubilee, and look forward to serving you.',
  );
});
