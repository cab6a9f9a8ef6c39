import { eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { checkouts } from '@/db/schema/checkouts';
import { messages } from '@/db/schema/messaging';
import { occasionQuotes, quotes } from '@/db/schema/quotes';
import { readAs } from '@/db/session';
import { cancelBooking } from '@/lib/bookings/cancelling/call-off';
import { setKey, stubProvider, success, tell } from '@/lib/bookings/money/online/testing/provider-world';
import { joinOccasion } from '@/lib/bookings/occasions/mutations';
import { payOccasion } from '@/lib/bookings/occasions/whole-occasion';
import { create } from '@/lib/bookings/testing/office';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { dayKey } from '@/lib/platform/format/dates';
import { answerQuote, viewOpened } from './answer';
import { confirmPaid } from './confirm-paid';
import { quoteFileByLink } from './file-by-link';
import { findUnkept } from './kept-papers';
import { sendQuote } from './mutations';
import { makeOccasionQuote, sendOccasionQuote } from './occasion-mutations';
import { occasionQuotePaper } from './occasion-paper';
import { askOffers, tellOffers } from './occasion-queries';
import { optionKey } from './occasion-view';
import { payQuote, readPayOffer } from './pay-quote';
import { openQuoteLink } from './quote-link';
import type { Answer } from './schema';
import { makeQuoted } from './testing/quoted';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));
vi.mock('@/lib/auth/origin', () => ({ currentOrigin: async () => ({ ip: '127.0.0.1', requestId: 'test' }) }));

const tokenOf = (link: string) => link.split('/q/')[1] ?? '';

/** An occasion of two parts that wait, and what is done with its quote. */
async function makeWhole() {
  const world = await makeQuoted();
  const { office, bookingId, inCompany } = world;
  const [first] = await inCompany((tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId)));
  if (!first) throw new Error('There is a booking');
  const { id: secondId } = await create(office, { customerId: first.customerId });
  const { occasionId } = await joinOccasion(office.manager, {
    bookingId,
    occasionId: null,
    name: 'Ama marries Kofi',
  });
  await joinOccasion(office.manager, { bookingId: secondId, occasionId, name: null });
  const parts = () =>
    inCompany((tx) =>
      tx
        .select()
        .from(bookings)
        .where(inArray(bookings.id, [bookingId, secondId]))
        .orderBy(bookings.startsAt, bookings.id),
    );
  async function offer(over: Partial<Parameters<typeof makeOccasionQuote>[1]> = {}) {
    const rows = await parts();
    const made = await makeOccasionQuote(office.manager, {
      occasionId,
      parts: rows.map(({ id, version }) => ({ id, version })),
      validOn: dayKey(rows[0]?.startsAt ?? new Date(), 'Africa/Accra'),
      way: 'link',
      ...over,
    });
    return { ...made, token: tokenOf(made.link) };
  }
  async function look(token: string, ticked: string[] = []) {
    const opened = await openQuoteLink(token);
    const shown =
      opened && opened !== 'revoked' ? await viewOpened(opened, { ticked, now: new Date() }) : undefined;
    return shown && 'whole' in shown ? shown.whole : undefined;
  }
  async function say(token: string, answer: Partial<Answer> = {}, at = new Date()) {
    const total = (await look(token, answer.options))?.total ?? -1;
    const usual = { act: 'accept' as const, options: [], total, name: 'Ama Mensah', words: '' };
    return answerQuote(token, { ...usual, ...answer }, at);
  }
  return { ...world, occasionId, secondId, parts, offer, look, sayWhole: say };
}
type Whole = Awaited<ReturnType<typeof makeWhole>>;

let world: Whole;
beforeEach(async () => {
  world = await makeWhole();
});
const states = async () => (await world.quotesNow()).map(({ status, endReason }) => [status, endReason]);

describe('one quote for an occasion', () => {
  test('offers all parts with their sums under one number, and is accepted with one name', async () => {
    const { office, parts, offer, look, sayWhole } = world;
    const { token, reference } = await offer();
    const rows = await parts();
    expect(reference).toBe(`${rows[0]?.reference}-O1`);
    const view = await look(token);
    expect(view?.parts.map(({ document }) => document.event.name)).toEqual(rows.map((row) => row.eventName));
    expect(view?.total).toBe(rows.reduce((sum, row) => sum + row.total, 0));
    expect(view?.deposit).toBe(rows.reduce((sum, row) => sum + row.deposit, 0));
    await sayWhole(token);
    expect(await states()).toEqual([
      ['accepted', null],
      ['accepted', null],
    ]);
    expect((await parts()).map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
    const after = await look(token);
    expect(after?.accepted).toMatchObject({ name: 'Ama Mensah', booked: 'all' });
    // The file is there, the same for both parts.
    expect(await findUnkept(office.id)).toEqual([]);
    const file = await quoteFileByLink(token, new Date());
    expect(file.headers.get('content-type')).toBe('application/pdf');
    // Twice pressed it is accepted once.
    await sayWhole(token);
    expect((await world.quotesNow()).map(({ acceptedName }) => acceptedName)).toEqual([
      'Ama Mensah',
      'Ama Mensah',
    ]);
    const [[first]] = [
      tellOffers(
        (await readAs(office.manager, (tx) => [askOffers(tx, { id: world.occasionId })]))[0],
        new Date(),
      ),
    ];
    expect(first).toMatchObject({ reference, standing: 'accepted', total: view?.total });
  });

  test('waits for the deposit of the whole, where the company says so', async () => {
    const { office, offer, sayWhole, parts, inCompany, occasionId, look } = world;
    await inCompany((tx) =>
      tx.execute(`update companies set quote_accepting = 'deposit', deposit_rate = 5000`),
    );
    for (const { id } of await parts())
      await inCompany((tx) => tx.execute(`update bookings set deposit = total / 2 where id = '${id}'`));
    const { token } = await offer();
    await sayWhole(token);
    expect((await parts()).map(({ status }) => status)).toEqual(['quoted', 'quoted']);
    const view = await look(token);
    const due = await readPayOffer(token, new Date());
    expect(due?.dues.find(({ purpose }) => purpose === 'deposit')?.amount).toBe(view?.deposit);
    await payOccasion(office.manager, {
      id: occasionId,
      amount: view?.deposit ?? 0,
      ...{ method: 'cash', reference: null },
    });
    for (const { id } of await parts())
      await confirmPaid({ companyId: office.id, bookingId: id }, new Date());
    expect((await parts()).map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
  });

  test('lets options be ticked for each event: sums, agreement, bookings and paper follow', async () => {
    const { parts, offer, look, sayWhole, inCompany, office } = world;
    const [first, second] = await parts();
    if (!first || !second) throw new Error('There are two parts');
    const own = (label: string, amount: number) => ({ thing: null, label, amount });
    const { token } = await offer({
      parts: [
        { id: first.id, version: first.version, options: [own('With live cooking', 40_000)] },
        { id: second.id, version: second.version, options: [own('Late bar', 10_000), own('Flowers', 5_000)] },
      ],
    });
    const plain = await look(token);
    const [one, two] = plain?.parts ?? [];
    expect(plain?.total).toBe(first.total + second.total);
    expect(two?.document.options.map(({ label }) => label)).toEqual(['Late bar', 'Flowers']);
    // Both parts have an option of the same number: each is told with its part.
    const ticked = [optionKey(one?.id ?? '', 'option-1'), optionKey(two?.id ?? '', 'option-2')];
    const view = await look(token, [...ticked, optionKey(one?.id ?? '', 'option-9'), 'option-1']);
    expect(view?.parts.map((part) => part.ticked)).toEqual([['option-1'], ['option-2']]);
    expect(view?.total).toBe(view?.parts.reduce((sum, part) => sum + part.price.total, 0));
    expect(view?.total).toBeGreaterThan((plain?.total ?? 0) + 45_000 - 1);
    await expect(sayWhole(token, { options: ticked, total: plain?.total ?? 0 })).rejects.toMatchObject({
      code: 'conflict',
    });
    await sayWhole(token, { options: ticked });
    const after = await parts();
    expect(after.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
    expect(after.reduce((sum, part) => sum + part.total, 0)).toBe(view?.total);
    expect(after.map(({ deposit }) => deposit)).toEqual(view?.parts.map(({ price }) => price.deposit));
    const lines = await inCompany((tx) =>
      tx.execute<{ name: string; booking_id: string }>(
        `select name, booking_id from booking_lines where name in ('With live cooking', 'Flowers', 'Late bar') order by name`,
      ),
    );
    expect(lines).toEqual([
      { name: 'Flowers', booking_id: second.id },
      { name: 'With live cooking', booking_id: first.id },
    ]);
    const kept = (await world.quotesNow()).map(({ agreement }) => JSON.parse(agreement ?? '{}'));
    expect(kept.map(({ options }) => options).toSorted()).toEqual([['option-1'], ['option-2']]);
    // What is ticked afterwards changes nothing of what was agreed, and the paper says it.
    const agreed = await look(token, []);
    expect(agreed?.total).toBe(view?.total);
    const [[letterhead]] = await readAs(office.system, (tx) => [askLetterhead(tx)] as const);
    if (!agreed || !letterhead) throw new Error('There is a paper');
    const paper = JSON.stringify(occasionQuotePaper(agreed, tellLetterhead(letterhead)));
    expect(paper).toContain('With live cooking');
    expect(paper).toContain('Flowers');
    expect(paper).not.toContain('Late bar');
  });

  test('says of each event what changed since it was offered before', async () => {
    const { offer, look, inCompany, secondId } = world;
    await offer();
    await inCompany((tx) => tx.update(bookings).set({ venue: 'Elsewhere' }).where(eq(bookings.id, secondId)));
    const view = await look((await offer()).token);
    const changed = view?.parts.filter(({ since }) => (since?.changes.length ?? 0) > 0) ?? [];
    expect(changed.map(({ document }) => document.event.venue)).toEqual(['Elsewhere']);
  });

  test('is paid online as one: the deposit of all events on one page', async () => {
    const { office, offer, sayWhole, parts, inCompany } = world;
    stubProvider();
    await setKey({ ...office, customerId: '' } as never);
    await inCompany((tx) => tx.execute(`update companies set quote_accepting = 'deposit'`));
    for (const { id } of await parts())
      await inCompany((tx) => tx.execute(`update bookings set deposit = total / 2 where id = '${id}'`));
    const { token } = await offer();
    await sayWhole(token);
    const due = await readPayOffer(token, new Date());
    const deposit = due?.dues.find(({ purpose }) => purpose === 'deposit')?.amount ?? 0;
    const form = new URLSearchParams({ act: 'pay', purpose: 'deposit' });
    expect(await payQuote(token, form, new Date())).toMatchObject({ ok: true });
    const [asked] = await inCompany((tx) => tx.select().from(checkouts));
    expect(asked).toMatchObject({ amount: deposit, openedBy: 'quote', purpose: 'deposit' });
    await tell(office.id, success(asked ?? { reference: '', amount: 0 }));
    expect((await parts()).map(({ paid, deposit: each }) => paid === each)).toEqual([true, true]);
    for (const { id } of await parts())
      await confirmPaid({ companyId: office.id, bookingId: id }, new Date());
    expect((await parts()).map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
    const left = await readPayOffer(token, new Date());
    expect(left?.dues.map(({ purpose }) => purpose)).not.toContain('deposit');
    expect(left?.ids).toHaveLength(2);
  });

  test('is void as a whole once one part is another, and says why', async () => {
    const { offer, inCompany, secondId, look, sayWhole } = world;
    const { token } = await offer();
    await inCompany((tx) => tx.update(bookings).set({ venue: 'Elsewhere' }).where(eq(bookings.id, secondId)));
    expect((await states()).map(([status]) => status)).toEqual(['void', 'void']);
    expect(await look(token)).toMatchObject({ standing: 'void', endReason: 'changed' });
    await expect(sayWhole(token)).rejects.toMatchObject({ code: 'conflict', message: /changed/ });
    expect((await world.parts()).map(({ status }) => status)).toEqual(['quoted', 'quoted']);
  });

  test('takes the place of the parts’ own quotes, and theirs takes its', async () => {
    const { quote, offer, bookingId } = world;
    const alone = await quote();
    await offer();
    expect(await world.quotesNow()).toMatchObject([
      { id: alone.id, status: 'void', endReason: 'replaced' },
      { status: 'sent' },
      { status: 'sent' },
    ]);
    await quote({ bookingId });
    expect((await states()).filter(([status]) => status === 'sent')).toHaveLength(1);
  });

  test('is declined, or asked to be different, as one', async () => {
    const { offer, sayWhole } = world;
    const { token } = await offer();
    await sayWhole(token, { act: 'change', words: 'Without the brunch, please' });
    expect((await world.quotesNow()).map(({ changeAsked }) => changeAsked)).toEqual(
      Array(2).fill('Without the brunch, please'),
    );
    await sayWhole(token, { act: 'decline', words: 'Too much' });
    expect(await states()).toEqual([
      ['declined', null],
      ['declined', null],
    ]);
  });

  test('is confirmed of all parts or of none: what was said stays, and a person is called', async () => {
    const { offer, sayWhole, inCompany, secondId, parts } = world;
    const { token } = await offer();
    const [second] = await inCompany((tx) => tx.select().from(bookings).where(eq(bookings.id, secondId)));
    await inCompany((tx) =>
      tx.execute(
        `insert into blocked_days (company_id, day, reason) values ('${second?.companyId}', '${second?.startsAt.toISOString().slice(0, 10)}', 'Closed')`,
      ),
    );
    await sayWhole(token);
    expect((await states()).map(([status]) => status)).toEqual(['accepted', 'accepted']);
    expect((await parts()).map(({ status }) => status)).toEqual(['quoted', 'quoted']);
    const alerts = await inCompany((tx) => tx.execute<{ kind: string }>(`select kind from alerts`));
    expect(alerts.map(({ kind }) => kind)).toContain('quote_stuck');
  });

  test('refuses another total, a late answer, and a part by itself', async () => {
    const { office, offer, sayWhole } = world;
    const { token } = await offer();
    await expect(sayWhole(token, { total: 1 })).rejects.toMatchObject({ code: 'conflict' });
    await expect(sayWhole(token, { name: ' ' })).rejects.toMatchObject({ code: 'invalid' });
    const late = new Date(Date.now() + 400 * 86_400_000);
    await expect(sayWhole(token, {}, late)).rejects.toMatchObject({ code: 'conflict' });
    const [part] = await world.quotesNow();
    await expect(sendQuote(office.manager, { id: part?.id ?? '', way: 'link' })).rejects.toMatchObject({
      code: 'conflict',
      message: /whole occasion/,
    });
    // Past the command: one part alone can't be answered.
    await expect(
      world.inCompany((tx) =>
        tx
          .update(quotes)
          .set({ status: 'declined', endedAt: new Date() })
          .where(eq(quotes.id, part?.id ?? '')),
      ),
    ).rejects.toMatchObject({ code: 'CT098' });
    expect((await states()).map(([status]) => status)).toEqual(['sent', 'sent']);
  });

  test('is made of what was looked at, of two parts at least, by who may, and by nobody else', async () => {
    const { office, offer, parts, secondId, occasionId } = world;
    const rows = await parts();
    await expect(
      offer({ parts: rows.map(({ id, version }) => ({ id, version: version + 1 })) }),
    ).rejects.toMatchObject({ code: 'stale' });
    await expect(
      offer({ parts: rows.slice(1).map(({ id, version }) => ({ id, version })) }),
    ).rejects.toMatchObject({
      code: 'stale',
    });
    await expect(offer({ validOn: '2020-01-01' })).rejects.toMatchObject({
      detail: { fields: { validOn: expect.any(String) } },
    });
    const stranger = await makeCompany();
    await expect(
      makeOccasionQuote(stranger.manager, {
        occasionId,
        parts: rows.map(({ id, version }) => ({ id, version })),
        validOn: '2030-01-01',
        way: 'link',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await cancelBooking(office.manager, { id: secondId, reason: 'No brunch' });
    await expect(offer()).rejects.toMatchObject({ code: 'conflict', message: /Only one part/ });
    expect(await world.inCompany((tx) => tx.select().from(occasionQuotes))).toEqual([]);
  });

  test('goes by WhatsApp once with its own words, and by another way again', async () => {
    const { office, offer, inCompany } = world;
    const { id, reference } = await offer({ way: 'whatsapp' });
    await sendOccasionQuote(office.staff, { id, way: 'whatsapp' });
    const sent = await inCompany((tx) => tx.select().from(messages).where(eq(messages.kind, 'quote_sent')));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.contentVariables).toMatchObject({ quote: reference, event: 'Ama marries Kofi' });
    expect((await sendOccasionQuote(office.staff, { id, way: 'link' })).link).toContain('/q/');
  });
});
