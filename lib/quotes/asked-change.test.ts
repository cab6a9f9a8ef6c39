import { eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { alerts } from '@/db/schema/cases';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { readTimeline } from '@/lib/bookings/timeline-queries';
import { findUnread } from '@/lib/feedback/asking/find-work';
import { viewConversation } from '@/lib/messaging/conversations/conversation-view';
import { listConversations, readConversation } from '@/lib/messaging/conversations/queries';
import { markRead, sendReply } from '@/lib/messaging/mutations';
import { makeQuoted, type Quoted } from './testing/quoted';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let world: Quoted;
beforeEach(async () => {
  world = await makeQuoted();
});

const talks = () => world.inCompany((tx) => tx.select().from(conversations));
const asked = () =>
  world.inCompany((tx) => tx.select().from(messages).where(eq(messages.kind, 'quote_change')));
const openAlerts = () =>
  world.inCompany((tx) =>
    tx.select({ kind: alerts.kind, about: alerts.about }).from(alerts).where(isNull(alerts.clearedAt)),
  );
const change = (token: string, words = 'Could it be 60 guests?') =>
  world.say(token, { act: 'change', words });

describe('what a customer asks on the page of a quote', () => {
  test('stands unread in the conversation that the quote went to, and says where it comes from', async () => {
    const { token } = await world.quote({ way: 'whatsapp' });
    await change(token);
    const [talk, ...others] = await talks();
    expect(others).toEqual([]);
    // The window of WhatsApp is opened by a message only.
    expect(talk).toMatchObject({ unread: 1, lastInboundAt: null });
    const found = await readConversation(world.office.staff, talk?.id ?? '');
    if (!found) throw new Error('There is no such conversation');
    const { bubbles, unread, openUntil } = viewConversation(found, new Date());
    expect({ unread, openUntil }).toEqual({ unread: 1, openUntil: null });
    expect(bubbles.at(-1)).toMatchObject({
      ...{ own: false, body: 'Could it be 60 guests?' },
      origin: { words: 'Asked on a quote’s page', href: `/bookings/${world.bookingId}/quote` },
    });
    const list = await listConversations(world.office.staff, { unread: true } as never);
    expect(list).toMatchObject({
      unread: 1,
      rows: [{ newest: { text: 'Could it be 60 guests?', own: false } }],
    });
    await markRead(world.office.staff, { conversationId: talk?.id ?? '' });
    expect((await talks())[0]?.unread).toBe(0);
  });

  test('is read by people and not by the automation, and told once on the booking', async () => {
    const { token } = await world.quote();
    await change(token);
    const later = new Date(Date.now() + 3_600_000);
    expect(
      await findUnread({ companyId: world.office.id, after: null, limit: 10, now: later } as never),
    ).toMatchObject({ ids: [] });
    const place = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GB' };
    const story = await readTimeline(world.office.manager, world.bookingId, place);
    const told = story.filter(({ details }) => details.includes('Could it be 60 guests?'));
    expect(told.map(({ title }) => title)).toEqual(['asked for another quote']);
  });

  test('asked twice in the same words is once; other words are another entry', async () => {
    const { token } = await world.quote();
    await Promise.all([change(token), change(token)]);
    await change(token);
    expect(await asked()).toHaveLength(1);
    await change(token, 'And without chairs');
    expect((await asked()).map(({ body }) => body).sort()).toEqual([
      'And without chairs',
      'Could it be 60 guests?',
    ]);
    expect((await talks())[0]?.unread).toBe(2);
  });

  test('is open on Today with the way to the conversation, until the office answers there', async () => {
    const { token } = await world.quote();
    await change(token);
    const [talk] = await talks();
    const conversationId = talk?.id ?? '';
    expect(await openAlerts()).toMatchObject([{ kind: 'quote_change', about: { conversationId } }]);
    const reply = { conversationId, body: 'Of course, a new quote follows.' };
    await expect(sendReply(world.office.staff, reply)).rejects.toMatchObject({ code: 'conflict' });
    await world.inCompany((tx) =>
      tx.update(conversations).set({ lastInboundAt: new Date() }).where(eq(conversations.id, conversationId)),
    );
    await sendReply(world.office.staff, reply);
    expect(await openAlerts()).toEqual([]);
    expect((await talks())[0]?.unread).toBe(0);
    const [sent] = await world.inCompany((tx) =>
      tx.select().from(messages).where(eq(messages.kind, 'staff_reply')),
    );
    expect(sent?.bookingId).toBe(world.bookingId);
  });

  test('is kept also of somebody without a number: by their address, or by nobody’s', async () => {
    await world.inCompany((tx) => tx.update(customers).set({ phone: null, email: 'Ama@example.test' }));
    const { token } = await world.quote();
    await change(token);
    expect(await talks()).toMatchObject([{ address: 'mailto:ama@example.test', unread: 1 }]);
    expect(await asked()).toMatchObject([{ channel: 'email', direction: 'inbound' }]);
  });

  test('the database takes such an entry from nobody but the page', async () => {
    const { token } = await world.quote();
    await change(token);
    const [entry] = await asked();
    const set = (values: Partial<typeof messages.$inferInsert>) =>
      world.inCompany((tx) =>
        tx
          .update(messages)
          .set(values)
          .where(eq(messages.id, entry?.id ?? '')),
      );
    await expect(set({ handledAt: null })).rejects.toMatchObject({ code: '23514' });
  });
});
