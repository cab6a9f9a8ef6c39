import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeCompany, makeUser } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { messages } from '@/db/schema/messaging';
import { paperLinks } from '@/db/schema/paper-links';
import { quotePapers, quotes } from '@/db/schema/quotes';
import { actAs, readAs } from '@/db/session';
import { askPaperLinks, askQuoteLinks, tellPaperLinks } from '@/lib/bookings/money/sending/link-queries';
import { noteOpened, revokeLink } from '@/lib/bookings/money/sending/links';
import { answerQuote, readQuoteView } from './answer';
import { quoteFileByLink } from './file-by-link';
import { findUnkept, keepAccepted } from './kept-papers';
import { sendQuote } from './mutations';
import { openOwnQuote } from './open-own-quote';
import { payQuote, readPayOffer } from './pay-quote';
import { openQuoteLink } from './quote-link';
import { remindOfQuotes } from './remind';
import { makeQuoted, type Quoted } from './testing/quoted';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));
vi.mock('@/lib/auth/origin', () => ({ currentOrigin: async () => ({ ip: '127.0.0.1', requestId: 'test' }) }));

let world: Quoted;
beforeAll(async () => {
  world = await makeQuoted();
});
const now = () => new Date();
const links = () =>
  actAs(world.office.manager, async (tx) => tellPaperLinks(await askQuoteLinks(tx, { id: world.bookingId })));
const accepting = { act: 'accept' as const, options: [], name: 'Ama', words: '' };

describe('a quote’s link', () => {
  test('is listed with when it was opened, and ends by itself: page, file, answer and payment', async () => {
    const { office, quote, say, bookingId } = world;
    const { id, token } = await quote();
    const opened = await openQuoteLink(token);
    if (!opened || opened === 'revoked') throw new Error('It opens');
    const { ref } = opened;
    await noteOpened({ ref, shown: { quoteId: id }, kept: true }, { agent: 'WhatsApp/2', now: now() });
    await noteOpened({ ref, shown: { quoteId: id }, kept: true }, { agent: 'Mozilla/5.0', now: now() });
    expect(await links()).toMatchObject([{ kind: 'quote', way: 'link', opens: 1, revokedAt: null }]);
    const mail = await sendQuote(office.manager, { id, way: 'link' });
    expect(mail.link).toContain(token);
    // Given another way it is another link, so that one can be taken back alone.
    const other = await sendQuote(office.manager, { id, way: 'whatsapp' });
    const second = other.link?.split('/q/')[1] ?? '';
    expect(second).not.toBe(token);
    const view = await readQuoteView(token, { now: now() });

    await revokeLink(office.staff, { linkId: ref.id });
    expect(await openQuoteLink(token)).toBe('revoked');
    expect(await readQuoteView(token, { now: now() })).toBeUndefined();
    expect((await quoteFileByLink(token, now())).status).toBe(404);
    await expect(
      answerQuote(token, { ...accepting, total: view?.price.total ?? 0 }, now()),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await readPayOffer(token, now())).toBeUndefined();
    expect(await payQuote(token, new URLSearchParams('purpose=deposit'), now())).toMatchObject({ ok: false });
    expect(await readQuoteView(second, { now: now() })).toBeDefined();
    // A new one the same way is another.
    const third = await sendQuote(office.manager, { id, way: 'link' });
    expect(third.link?.split('/q/')[1]).not.toBe(token);
    await say(second, {});
    const [stored] = await world.quotesNow();
    expect(stored?.status).toBe('accepted');
    expect(
      await actAs(office.manager, (tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId))),
    ).toMatchObject([{ status: 'confirmed' }]);
    const all = await actAs(office.manager, async (tx) => {
      const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId));
      return tellPaperLinks(await askPaperLinks(tx, { id: booking?.customerId ?? '' }));
    });
    expect(all.filter(({ kind }) => kind === 'quote')).toHaveLength(3);
  });

  test('that ended takes its message and its reminder along', async () => {
    const own = await makeQuoted();
    const { office, quote, inCompany } = own;
    await quote({ way: 'whatsapp' });
    const [link] = await inCompany((tx) => tx.select().from(paperLinks));
    const [message] = await inCompany((tx) =>
      tx.select().from(messages).where(eq(messages.kind, 'quote_sent')),
    );
    expect(message?.contentVariables).toMatchObject({ linkId: link?.id });
    await revokeLink(office.manager, { linkId: link?.id ?? '' });
    await inCompany((tx) => tx.execute(`update companies set quote_remind_days = 30`));
    const [open] = await own.quotesNow();
    const noon = new Date((open?.validUntil.getTime() ?? 0) - 36 * 3_600_000);
    expect(await remindOfQuotes(office.id, noon)).toEqual([]);
    const [row] = await own.quotesNow();
    await sendQuote(office.manager, { id: row?.id ?? '', way: 'link' });
    expect(await remindOfQuotes(office.id, noon)).toHaveLength(1);
  });

  test('is nobody’s of another company to list, take back or open', async () => {
    const own = await makeQuoted();
    const { token } = await own.quote();
    const stranger = await makeCompany();
    const [link] = await own.inCompany((tx) => tx.select().from(paperLinks));
    await expect(revokeLink(stranger.manager, { linkId: link?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const seen = await readAs(stranger.manager, (tx) => [askQuoteLinks(tx, { id: own.bookingId })] as const);
    expect(seen[0]).toEqual([]);
    expect(await readQuoteView(token, { now: now() })).toBeDefined();
    expect(await openQuoteLink(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
  });

  test('in the portal is the client’s own, and still opens when others were taken back', async () => {
    const own = await makeQuoted();
    const { office, quote, inCompany, bookingId } = own;
    const { id, token } = await quote();
    const [booking] = await inCompany((tx) => tx.select().from(bookings).where(eq(bookings.id, bookingId)));
    const clientOf = async (customerId: string) => {
      const user = await makeUser({ companyId: office.id, role: 'client', customerId });
      return { role: 'client', companyId: office.id, userId: user.id, customerId } as const;
    };
    const client = await clientOf(booking?.customerId ?? '');
    const opened = await openQuoteLink(token);
    if (!opened || opened === 'revoked') throw new Error('It opens');
    await revokeLink(office.manager, { linkId: opened.ref.id });
    const { path } = await openOwnQuote(client, { id });
    expect(await readQuoteView(path.slice('/q/'.length), { now: now() })).toMatchObject({ id });
    const { makeCustomer } = await import('@/db/factories/booking');
    const stranger = await clientOf((await makeCustomer(office.id)).id);
    await expect(openOwnQuote(stranger, { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('the job that keeps files looks only at those that wait, and the mark is nobody’s to clear', async () => {
  const own = await makeQuoted();
  const { quote, say, office, inCompany } = own;
  const { id, token } = await quote();
  await say(token, {});
  expect(await findUnkept(office.id)).toEqual([]);
  expect(await keepAccepted({ companyId: office.id, quoteId: id }, now())).toBe(false);
  const [kept] = await inCompany((tx) => tx.select().from(quotes).where(eq(quotes.id, id)));
  expect(kept).toMatchObject({ status: 'accepted', paperWaits: false });
  await expect(
    inCompany((tx) => tx.update(quotes).set({ paperWaits: true }).where(eq(quotes.id, id))),
  ).rejects.toMatchObject({ code: 'CT061' });
  expect(await inCompany((tx) => tx.select({ id: quotePapers.quoteId }).from(quotePapers))).toHaveLength(1);
  const plan = await inCompany(async (tx) => {
    await tx.execute('set local enable_seqscan = off');
    return tx.execute<Record<string, string>>(
      'explain select id from quotes where paper_waits order by id limit 50',
    );
  });
  expect(JSON.stringify(plan)).toContain('quotes_paper_waits');
});
