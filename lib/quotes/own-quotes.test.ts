import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { quotePapers, quotes } from '@/db/schema/quotes';
import { type Actor, actAs, readAs } from '@/db/session';
import { create } from '@/lib/bookings/testing/office';
import { answerQuote, readQuoteView } from './answer';
import { quoteByHand } from './mutations';
import { askOwnQuotes, askQuotesOfMine, tellOwnQuotes } from './own-quotes';
import { readPayOffer } from './pay-quote';
import { makeQuoted, type Quoted } from './testing/quoted';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let world: Quoted;
let client: Extract<Actor, { role: 'client' }>;
beforeEach(async () => {
  world = await makeQuoted();
  client = await clientOf(world.office.customerId);
});

async function clientOf(customerId: string) {
  const companyId = world.office.id;
  const user = await makeUser({ companyId, role: 'client', customerId });
  return { role: 'client', companyId, userId: user.id, customerId } as const;
}

async function listOf(actor: Actor, now = new Date()) {
  const [rows] = await readAs(actor, (tx) => [askOwnQuotes(tx, now)] as const);
  return tellOwnQuotes(rows, now);
}

describe('a client’s own quotes', () => {
  test('are those they were given, open ones first, each with its page and its file', async () => {
    const other = await create(world.office);
    const open = await world.quote({ bookingId: other.id });
    await world.quote();
    const newer = await world.quote();
    await world.say(newer.token, { act: 'decline' });
    const list = await listOf(client);
    expect(list.map(({ reference, standing }) => [reference.slice(-3), standing])).toEqual([
      ['-Q1', 'sent'],
      ['-Q2', 'declined'],
      ['-Q1', 'void'],
    ]);
    expect(list[0]).toMatchObject({
      href: `/my/quotes/${open.id}`,
      pdf: `/my/quotes/${open.id}?file=1`,
      event: { name: 'Mensah wedding' },
    });
    const [rows] = await readAs(client, (tx) => [askQuotesOfMine(tx, other.id, new Date())] as const);
    expect(rows.map(({ id }) => id)).toEqual([open.id]);
    const late = await listOf(client, new Date(Date.now() + 30 * 86_400_000));
    expect(late.map(({ standing }) => standing)).not.toContain('sent');
  });

  test('leave out drafts and what was told by hand', async () => {
    await world.quote({ way: null });
    expect(await listOf(client)).toEqual([]);
    await quoteByHand(world.office.manager, { bookingId: world.bookingId, reason: 'On the phone' });
    expect(await listOf(client)).toEqual([]);
  });

  test('are nobody else’s: not another client’s, not another company’s, not of whoever gets the booking next', async () => {
    await world.quote();
    expect(await listOf(client)).toHaveLength(1);
    const stranger = await makeCustomer(world.office.id, { name: 'Kwame Owusu' });
    const other = await clientOf(stranger.id);
    expect(await listOf(other)).toEqual([]);
    const [rows] = await readAs(other, (tx) => [askQuotesOfMine(tx, world.bookingId, new Date())] as const);
    expect(rows).toEqual([]);
    const theirs = await makeQuoted();
    const user = await makeUser({
      ...{ companyId: theirs.office.id, role: 'client', customerId: theirs.office.customerId },
    });
    const foreign = { ...client, companyId: theirs.office.id, userId: user.id };
    expect(await listOf(foreign)).toEqual([]);
    await world.inCompany((tx) =>
      tx.update(bookings).set({ customerId: stranger.id }).where(eq(bookings.id, world.bookingId)),
    );
    // Neither the one who had it, whose booking it no longer is, nor the one who has it, to whom nothing was offered.
    expect(await listOf(client)).toEqual([]);
    expect(await listOf(other)).toEqual([]);
  });

  test('are read by clients only as what they were given, and never written', async () => {
    const { id, token } = await world.quote();
    await world.say(token, {});
    const refused = { code: '42501' };
    await expect(actAs(client, (tx) => tx.select().from(quotes))).rejects.toMatchObject(refused);
    await expect(
      actAs(client, (tx) => tx.select({ a: quotes.agreement }).from(quotes)),
    ).rejects.toMatchObject(refused);
    await expect(actAs(client, (tx) => tx.select().from(quotePapers))).rejects.toMatchObject(refused);
    await expect(
      actAs(client, (tx) => tx.update(quotes).set({ status: 'void' }).where(eq(quotes.id, id))),
    ).rejects.toMatchObject(refused);
  });

  test('of somebody whose data was erased have no page any more, and take no answer', async () => {
    const { token } = await world.quote();
    await world.inCompany((tx) => tx.update(customers).set({ anonymisedAt: new Date() }));
    expect(await readQuoteView(token, { now: new Date() })).toBeUndefined();
    const answer = { act: 'change' as const, options: [], total: 0, name: '', words: 'More' };
    await expect(answerQuote(token, answer, new Date())).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of somebody whose data was erased open no payment either', async () => {
    const { token } = await world.quote();
    await world.say(token, {});
    expect(await readPayOffer(token, new Date())).toMatchObject({ reference: expect.any(String) });
    await world.inCompany((tx) => tx.update(customers).set({ anonymisedAt: new Date() }));
    expect(await readPayOffer(token, new Date())).toBeUndefined();
  });
});
