import { createHash } from 'node:crypto';
import { eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { alerts } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import { actAs, type Tx } from '@/db/session';
import { cancelBooking } from '@/lib/bookings/cancelling/call-off';
import { addMinimum } from '@/lib/bookings/minimums/mutations';
import { giveLink } from '@/lib/bookings/money/sending/links';
import { advanceBooking, updateBooking } from '@/lib/bookings/mutations';
import { create, edit, inHours, makeOffice, type Office, refusal } from '@/lib/bookings/testing/office';
import { readTimeline } from '@/lib/bookings/timeline-queries';
import { addDefaultTemplates } from '@/lib/messaging/templates/register-templates';
import { dayKey } from '@/lib/platform/format/dates';
import { answerQuote, readQuoteView } from './answer';
import { quotePath } from './link';
import { makeQuote, quoteByHand, sendQuote } from './mutations';
import type { Answer } from './schema';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let office: Office;
let bookingId: string;
beforeEach(async () => {
  office = await makeOffice();
  await addDefaultTemplates(office.id);
  ({ id: bookingId } = await create(office));
});

const now = () => new Date();
const inCompany = <T>(work: (tx: Tx) => Promise<T>) => actAs(office.system, work);
const bookingNow = async (id = bookingId) => {
  const [row] = await inCompany((tx) => tx.select().from(bookings).where(eq(bookings.id, id)));
  if (!row) throw new Error('There is no such booking');
  return row;
};
const quotesNow = () => inCompany((tx) => tx.select().from(quotes).orderBy(quotes.number));
const openAlerts = async () =>
  (await inCompany((tx) => tx.select({ kind: alerts.kind }).from(alerts).where(isNull(alerts.clearedAt))))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('quote_'));

const liveCooking = { thing: null, label: 'With live cooking', amount: 40_000 };
type Input = Parameters<typeof makeQuote>[1];

async function quote(over: Partial<Input> = {}, actor = office.manager) {
  const { version, startsAt } = await bookingNow();
  const made = await makeQuote(actor, {
    ...{ bookingId, version, validOn: dayKey(startsAt, 'Africa/Accra'), options: [], way: 'link' },
    ...over,
  });
  return { ...made, token: made.link?.split('/q/')[1] ?? '' };
}

async function say(token: string, answer: Partial<Answer>, at = now()) {
  const view = await readQuoteView(token, { ticked: answer.options, now: at });
  const filled = {
    act: 'accept' as const,
    options: [],
    total: view?.price.total ?? -1,
    name: 'Ama Mensah',
    words: '',
  };
  return answerQuote(token, { ...filled, ...answer }, at);
}

describe('making a quote', () => {
  test('freezes the booking, numbers it, marks the enquiry as quoted and opens a page', async () => {
    const made = await quote();
    const stored = await bookingNow();
    expect(stored.status).toBe('quoted');
    expect(made.reference).toBe(`${stored.reference}-Q1`);
    const view = await readQuoteView(made.token, { now: now() });
    expect(view).toMatchObject({
      standing: 'sent',
      price: { total: stored.total, taxTotal: stored.taxTotal },
    });
    expect((await quote()).reference).toBe(`${stored.reference}-Q2`);
    expect((await quotesNow()).map(({ status, endReason }) => [status, endReason])).toEqual([
      ['void', 'replaced'],
      ['sent', null],
    ]);
  });

  test('sends it by WhatsApp once, with its link, and by e-mail to whoever has an address', async () => {
    const { id, link } = await quote({ way: 'whatsapp' });
    expect(await sendQuote(office.staff, { id, way: 'whatsapp' })).toMatchObject({ link });
    await expect(sendQuote(office.staff, { id, way: 'email' })).rejects.toMatchObject({ code: 'invalid' });
    await inCompany((tx) => tx.update(customers).set({ email: 'ama@example.test' }));
    const mail = await sendQuote(office.staff, { id, way: 'email' });
    const sent = await inCompany((tx) =>
      tx.select().from(messages).where(eq(messages.kind, 'quote_sent')).orderBy(messages.channel),
    );
    expect(sent.map(({ channel, form }) => [channel, form])).toEqual([
      ['email', 'text'],
      ['whatsapp', 'template'],
    ]);
    for (const [at, to] of [mail.link, link].entries()) expect(sent[at]?.body).toContain(to);
  });

  test('keeps a draft to itself until it is sent', async () => {
    const { id } = await quote({ way: null });
    expect((await bookingNow()).status).toBe('enquiry');
    const opened = await sendQuote(office.staff, { id, way: 'link' });
    expect((await bookingNow()).status).toBe('quoted');
    expect(await readQuoteView(opened.link?.split('/q/')[1] ?? '', { now: now() })).toMatchObject({
      standing: 'sent',
    });
  });

  test('a draft’s page is no page', async () => {
    const { id, link } = await quote({ way: null });
    expect(link).toBeNull();
    // Not even by a link that was given before it was one's to see.
    const token = quotePath(
      await inCompany((tx) => giveLink(tx, { companyId: office.id, way: 'link', shown: { quoteId: id } })),
    ).slice(3);
    expect(await readQuoteView(token, { now: now() })).toBeUndefined();
    await expect(say(token, { act: 'seen' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is refused for a day that is past or after the event, a changed booking and a confirmed one', async () => {
    const { version } = await bookingNow();
    const input = { bookingId, version, options: [], way: 'link' as const };
    for (const validOn of ['2020-01-01', '2099-01-01'])
      await expect(quote({ validOn })).rejects.toMatchObject({ code: 'invalid' });
    await updateBooking(office.manager, await edit(office, bookingId, () => ({ eventName: 'Renamed' })));
    await expect(
      makeQuote(office.manager, { ...input, validOn: dayKey(inHours(24), 'UTC') }),
    ).rejects.toMatchObject({
      code: 'stale',
    });
    await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
    await expect(quote()).rejects.toMatchObject({ code: 'conflict' });
  });

  test('twice with one key is one', async () => {
    const { version, startsAt } = await bookingNow();
    const input = { bookingId, version, validOn: dayKey(startsAt, 'UTC'), options: [], way: 'link' as const };
    const key = v7();
    const both = await Promise.all([1, 2].map(() => makeQuote(office.manager, input, { key })));
    expect(both[0]).toEqual(both[1]);
    expect(await quotesNow()).toHaveLength(1);
  });

  test('staff who may not price offer what the menu has, and no amounts of their own', async () => {
    await inCompany((tx) => tx.update(companies).set({ staffPrices: false }));
    await expect(quote({ options: [liveCooking] }, office.staff)).rejects.toMatchObject({
      detail: { fields: { 'options.0.amount': expect.stringContaining('managers') } },
    });
    await quote(
      { options: [{ thing: { kind: 'service', id: office.menu.serviceId }, label: null }] },
      office.staff,
    );
  });

  test('by hand keeps why, has no page and sends nothing', async () => {
    const made = await quoteByHand(office.staff, { bookingId, reason: 'Told on the phone' });
    expect(made.link).toBeNull();
    expect(await quotesNow()).toMatchObject([{ status: 'sent', byHand: 'Told on the phone' }]);
    expect((await bookingNow()).status).toBe('quoted');
    await expect(sendQuote(office.staff, { id: made.id, way: 'whatsapp' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('accepting', () => {
  test('writes what was ticked into the booking, confirms it and keeps what was agreed with its hash', async () => {
    const before = await bookingNow();
    const dish = {
      thing: { kind: 'dish' as const, id: office.menu.itemId },
      label: 'Jollof for everybody, again',
    };
    const { token } = await quote({ options: [liveCooking, dish] });
    const wanted = await readQuoteView(token, { ticked: ['option-1'], now: now() });
    // 400.00 and the 15 % of VAT on it.
    expect(wanted?.price.total).toBe(before.total + 46_000);
    await say(token, { options: ['option-1'] });
    const stored = await bookingNow();
    expect(stored).toMatchObject({ status: 'confirmed', total: before.total + 46_000 });
    const lines = await inCompany((tx) =>
      tx.select().from(bookingLines).where(eq(bookingLines.bookingId, bookingId)),
    );
    expect(lines.find(({ name }) => name === 'With live cooking')).toMatchObject({
      unitPrice: 40_000,
      quantity: 1,
    });
    expect(lines).toHaveLength(3);
    const [kept] = await quotesNow();
    expect(kept).toMatchObject({ status: 'accepted', acceptedName: 'Ama Mensah' });
    expect(kept?.agreementHash).toBe(
      createHash('sha256')
        .update(kept?.agreement ?? '')
        .digest('hex'),
    );
    expect(JSON.parse(kept?.agreement ?? '')).toMatchObject({
      options: ['option-1'],
      price: { total: stored.total },
    });
    const view = await readQuoteView(token, { now: now() });
    expect(view).toMatchObject({
      ticked: ['option-1'],
      accepted: { booking: 'confirmed', hash: kept?.agreementHash },
    });
    expect(await openAlerts()).toEqual(['quote_accepted']);
    const place = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GB' };
    const story = await readTimeline(office.manager, bookingId, place);
    expect(story.map(({ actor, title }) => `${actor} ${title}`)).toContain('Ama Mensah accepted the quote');
    // The office can still change what it holds now.
    await updateBooking(office.manager, await edit(office, bookingId, () => ({ eventName: 'Renamed' })));
  });

  test('twice, and on two phones at once, is once', async () => {
    const { token } = await quote({ options: [liveCooking] });
    await Promise.all([
      say(token, { options: ['option-1'] }),
      say(token, { options: [] }).catch(() => undefined),
      say(token, { options: ['option-1'] }),
    ]);
    await say(token, { name: 'Somebody else' });
    const [kept] = await quotesNow();
    const { options } = JSON.parse(kept?.agreement ?? '') as { options: string[] };
    const lines = await inCompany((tx) =>
      tx.select().from(bookingLines).where(eq(bookingLines.bookingId, bookingId)),
    );
    expect(lines).toHaveLength(2 + options.length);
    expect(kept?.acceptedName).toBe('Ama Mensah');
    expect(await openAlerts()).toEqual(['quote_accepted']);
  });

  test('another total than the one that was looked at is asked about again', async () => {
    const { token } = await quote({ options: [liveCooking] });
    const { price } = (await readQuoteView(token, { now: now() })) ?? {};
    await expect(say(token, { options: ['option-1'], total: price?.total })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(say(token, { name: '  ' })).rejects.toMatchObject({ code: 'invalid' });
    expect(await quotesNow()).toMatchObject([{ status: 'sent' }]);
  });

  test('what the booking may not be is kept as accepted, and a person is called', async () => {
    const always = { weekdays: [], validFrom: '2020-01-01', validTo: null, total: null, guests: 200 };
    await addMinimum(office.manager, always as Parameters<typeof addMinimum>[1]);
    const { token } = await quote({ options: [liveCooking] });
    await say(token, { options: ['option-1'] });
    expect(await quotesNow()).toMatchObject([{ status: 'accepted' }]);
    const stored = await bookingNow();
    expect(stored.status).toBe('quoted');
    // Half of it would be worse than none.
    expect(await inCompany((tx) => tx.select().from(bookingLines))).toHaveLength(2);
    expect(await openAlerts()).toEqual(['quote_stuck']);
    expect(await readQuoteView(token, { now: now() })).toMatchObject({ accepted: { booking: 'quoted' } });
    await advanceBooking(office.manager, {
      id: bookingId,
      to: 'confirmed',
      overLimits: 'Agreed on the phone',
    });
    expect(await openAlerts()).toEqual([]);
  });

  test('a venue that somebody else took meanwhile is told to the office', async () => {
    const { venue } = await bookingNow();
    const { token } = await quote();
    const other = await create(office, { venue });
    await advanceBooking(office.manager, { id: other.id, to: 'confirmed' });
    await say(token, {});
    expect((await bookingNow()).status).toBe('quoted');
    expect(await openAlerts()).toEqual(['quote_stuck']);
  });

  test('waits for the deposit where the company says so', async () => {
    await inCompany((tx) => tx.update(companies).set({ quoteAccepting: 'deposit' }));
    const { token } = await quote({ options: [liveCooking] });
    await say(token, { options: ['option-1'] });
    expect(await bookingNow()).toMatchObject({ status: 'quoted' });
    expect(await inCompany((tx) => tx.select().from(bookingLines))).toHaveLength(3);
    expect(await readQuoteView(token, { now: now() })).toMatchObject({ accepted: { waits: true } });
  });

  test('the day after its last is too late, and the last minute isn’t', async () => {
    const { token } = await quote({ validOn: dayKey(inHours(24), 'Africa/Accra') });
    const [{ validUntil } = { validUntil: now() }] = await quotesNow();
    const late = say(token, {}, validUntil);
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('no longer valid'),
    });
    await say(token, {}, new Date(validUntil.getTime() - 1));
    expect(await quotesNow()).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('a changed booking', () => {
  test('makes the quote void, in the same moment and with what to do', async () => {
    const { token } = await quote();
    const change = await edit(office, bookingId, () => ({ guests: '80' }));
    await updateBooking(office.manager, change);
    expect(await quotesNow()).toMatchObject([{ status: 'void', endReason: 'changed' }]);
    await expect(say(token, {})).rejects.toMatchObject({
      message: expect.stringContaining('send you a new one'),
    });
  });

  test('is none where nothing differs that was quoted', async () => {
    await quote();
    const change = await edit(office, bookingId, () => ({
      specialRequests: 'Candles',
      dietary: 'One vegan',
    }));
    await updateBooking(office.manager, change);
    expect(await quotesNow()).toMatchObject([{ status: 'sent' }]);
  });

  test('that is confirmed, cancelled or taken back by the office says which', async () => {
    const { token } = await quote();
    await advanceBooking(office.manager, { id: bookingId, to: 'enquiry' });
    expect(await quotesNow()).toMatchObject([{ endReason: 'withdrawn' }]);
    await quote();
    await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
    await cancelBooking(office.manager, { id: bookingId, reason: 'Rain' });
    expect((await quotesNow()).map(({ endReason }) => endReason)).toEqual(['withdrawn', 'confirmed']);
    await expect(say(token, {})).rejects.toMatchObject({ code: 'conflict' });
  });

  test('while the customer accepts: one of the two comes first, and both know', async () => {
    const { token } = await quote({ options: [liveCooking] });
    const change = await edit(office, bookingId, () => ({ guests: '80' }));
    const [edited, accepted] = await Promise.all([
      refusal(updateBooking(office.manager, change)),
      refusal(say(token, {})),
    ]);
    const [kept] = await quotesNow();
    if (accepted === undefined) expect(kept?.status).toBe('accepted');
    else expect(kept).toMatchObject({ status: 'void', endReason: 'changed' });
    // Who edits after it was accepted edits a confirmed booking that they haven't seen as one, or has been first.
    expect([edited, accepted].filter((one) => one === undefined).length).toBeGreaterThan(0);
  });
});

describe('the other answers', () => {
  test('declining ends it with its reason, once', async () => {
    const { token } = await quote();
    await say(token, { act: 'decline', words: 'Too dear' });
    await say(token, { act: 'decline', words: 'Again' });
    expect(await quotesNow()).toMatchObject([{ status: 'declined', declineReason: 'Too dear' }]);
    await expect(say(token, {})).rejects.toMatchObject({ code: 'conflict' });
    expect(await openAlerts()).toEqual(['quote_declined']);
    await quote();
    expect(await openAlerts()).toEqual([]);
  });

  test('asking for a change tells the office and leaves the quote open', async () => {
    const { token } = await quote();
    await expect(say(token, { act: 'change', words: ' ' })).rejects.toMatchObject({ code: 'invalid' });
    await say(token, { act: 'change', words: 'Could it be 60 guests?' });
    await say(token, { act: 'change', words: 'Could it be 60 guests?' });
    expect(await quotesNow()).toMatchObject([{ status: 'sent', changeAsked: 'Could it be 60 guests?' }]);
    expect(await openAlerts()).toEqual(['quote_change']);
    await say(token, {});
    expect(await quotesNow()).toMatchObject([{ status: 'accepted' }]);
  });

  test('that it was looked at is noted once, and looking alone writes nothing', async () => {
    const { token } = await quote();
    await readQuoteView(token, { now: now() });
    expect(await quotesNow()).toMatchObject([{ seenAt: null }]);
    await say(token, { act: 'seen' });
    const [{ seenAt } = { seenAt: null }] = await quotesNow();
    await say(token, { act: 'seen' });
    expect(seenAt).not.toBeNull();
    expect((await quotesNow())[0]?.seenAt).toEqual(seenAt);
  });
});

describe('strangers and the database', () => {
  test('no other link opens it, nor does another company see it', async () => {
    const { id, token } = await quote();
    const bent = `${token.slice(0, 10)}${token[10] === 'A' ? 'B' : 'A'}${token.slice(11)}`;
    for (const other of [bent, '', 'x', `${token}A`])
      expect(await readQuoteView(other, { now: now() })).toBeUndefined();
    const theirs = await makeOffice();
    await expect(sendQuote(theirs.manager, { id, way: 'link' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await actAs(theirs.manager, (tx) => tx.select().from(quotes))).toEqual([]);
    const user = await makeUser({ companyId: office.id, role: 'client', customerId: office.customerId });
    const client = {
      role: 'client',
      companyId: office.id,
      userId: user.id,
      customerId: office.customerId,
    } as const;
    await expect(quote({}, client as never)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(actAs(client, (tx) => tx.select().from(quotes))).rejects.toMatchObject({ code: '42501' });
  });

  test('nobody changes what was made: not a manager, not the automation', async () => {
    const { id, token } = await quote();
    const set = (
      values: Partial<typeof quotes.$inferInsert>,
      actor: Parameters<typeof actAs>[0] = office.system,
    ) => actAs(actor, (tx) => tx.update(quotes).set(values).where(eq(quotes.id, id)));
    for (const values of [
      { total: 1 },
      { document: {} },
      { validUntil: inHours(900) },
      { byHand: 'Told on the phone' },
    ])
      await expect(set(values)).rejects.toMatchObject({ code: 'CT060' });
    await expect(set({ status: 'declined' }, office.manager)).rejects.toMatchObject({ code: '42501' });
    const forged = {
      status: 'accepted',
      endedAt: now(),
      acceptedName: 'X',
      agreement: '{}',
      agreementHash: 'x',
    } as const;
    await expect(set(forged)).rejects.toMatchObject({ code: 'CT063' });
    await say(token, {});
    for (const values of [
      { acceptedName: 'Y' },
      { agreement: '{}' },
      { status: 'void', endReason: 'changed' } as const,
    ])
      await expect(set(values)).rejects.toMatchObject({ code: 'CT061' });
    await expect(
      actAs(office.system, (tx) => tx.execute(sql`delete from quotes where id = ${id}::uuid`)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('a quote of another sum than its booking’s is refused by the database', async () => {
    const { id } = await quote();
    const [row] = await quotesNow();
    const copy = {
      ...row,
      id: v7(),
      number: 7,
      total: 1,
    } as typeof quotes.$inferInsert;
    await expect(inCompany((tx) => tx.insert(quotes).values(copy))).rejects.toMatchObject({ code: 'CT062' });
    const second = { ...copy, total: row?.total ?? 0 };
    await expect(inCompany((tx) => tx.insert(quotes).values(second))).rejects.toMatchObject({
      code: '23505',
    });
    expect(id).toBe(row?.id);
  });
});
