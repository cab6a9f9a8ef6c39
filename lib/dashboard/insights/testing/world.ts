import { eq, sql } from 'drizzle-orm';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import type { TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackDishes } from '@/db/schema/feedback';
import { payments } from '@/db/schema/money';
import { actAs, readAs } from '@/db/session';
import { answersOf, type DataOf, openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { type Head, valuesOf } from '../days';
import { insightsFilter } from '../filter';
import { askHead, askPanels, panelNames } from '../panels';
import { insightRowsScreen, insightsScreen } from '../screens';
import { tellPanels } from '../tell';

const hour = 3_600_000;

/** What the insights tell a session at an address's query. */
export async function look(sessionId: string, query = ''): Promise<DataOf<typeof insightsScreen>> {
  const search = Object.fromEntries(new URLSearchParams(query));
  const opened = await openScreen(insightsScreen, { sessionId, address: { params: {}, search } });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data;
}

/** The same by what the database says now, nothing of it kept. */
export async function freshly(company: TestCompany, query = '') {
  const filter = insightsFilter.read(Object.fromEntries(new URLSearchParams(query)));
  const values = valuesOf(filter, new Date());
  const [[head], ...answers] = await readAs(company.manager, (tx) => [
    askHead(tx, values),
    ...Object.values(askPanels(tx, values)),
  ]);
  return tellPanels(answersOf<Named>(answers, panelNames), head as Head, { money: true });
}
type Named = ReturnType<typeof askPanels>;

/** One page of rows at an address as the page links to it. */
export async function openRows(sessionId: string, href: string) {
  const search = Object.fromEntries(new URL(href, 'http://office.test').searchParams);
  return openScreen(insightRowsScreen, { sessionId, address: { params: {}, search } });
}

/** All rows of a figure, page by page as a person turns them. */
export async function follow(sessionId: string, href: string) {
  const values: number[] = [];
  const ids = new Set<string>();
  for (let at = href; ; ) {
    const opened = await openRows(sessionId, at);
    if (opened.state !== 'open') throw new Error(`${opened.state}: ${at}`);
    const { data } = receive(opened.sent);
    for (const row of data.rows) {
      ids.add(row.id);
      values.push(row.value ?? 0);
    }
    if (!data.next)
      return { ids, count: values.length, sum: values.reduce((all, one) => all + one, 0), told: data };
    at = `${href}&after=${encodeURIComponent(data.next)}`;
  }
}

export const sessionOf = ({ userId }: { userId: string }) => makeSession(userId);

export const setZone = (company: TestCompany, timeZone: string) =>
  actAs(company.system, (tx) => tx.update(companies).set({ timeZone }).where(eq(companies.id, company.id)));

/** An event that is over and was answered. */
export async function answered(
  company: TestCompany,
  startsAt: Date,
  given: Partial<typeof feedback.$inferInsert> & { liked?: boolean; eventType?: 'wedding' | 'funeral' } = {},
) {
  const { liked, eventType = 'wedding', ...scores } = given;
  const { id: customerId } = await makeCustomer(company.id);
  const completedAt = new Date(startsAt.getTime() + 5 * hour);
  const booking = await makeBooking(company.id, {
    customerId,
    startsAt,
    status: 'completed',
    completedAt,
    eventType,
  });
  await actAs(company.system, async (tx) => {
    const [answer] = await tx
      .insert(feedback)
      .values({
        companyId: company.id,
        bookingId: booking.id,
        customerId,
        source: 'portal',
        givenAt: new Date(startsAt.getTime() + 7 * hour),
        ...scores,
      })
      .returning({ id: feedback.id });
    if (liked === undefined || !answer) return;
    const [line] = await tx
      .select({ id: bookingLines.id, itemId: bookingLines.itemId })
      .from(bookingLines)
      .where(sql`${bookingLines.bookingId} = ${booking.id} and ${bookingLines.kind} = 'menu'`);
    if (line)
      await tx.insert(feedbackDishes).values({
        companyId: company.id,
        feedbackId: answer.id,
        lineId: line.id,
        itemId: line.itemId,
        liked,
      });
  });
  return booking;
}

export async function paid(company: TestCompany, bookingId: string, receivedAt: Date, amount = 10_000) {
  const [row] = await actAs(company.system, (tx) =>
    tx
      .insert(payments)
      .values({ companyId: company.id, bookingId, amount, method: 'cash', receivedAt })
      .returning({ id: payments.id }),
  );
  return row?.id ?? '';
}

export const totalOf = async (company: TestCompany, id: string) =>
  (await actAs(company.system, (tx) => tx.select().from(bookings).where(eq(bookings.id, id))))[0]?.total ?? 0;
