import { eq, type SQL, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { type FilledCompany, fillCompany } from '@/db/isolation/fill-company';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { invoiceScreen, receiptScreen } from '@/lib/bookings/money/screens';
import { bookingScreen } from '@/lib/bookings/screens';
import { caseScreen } from '@/lib/cases/screens';
import { customerScreen } from '@/lib/customers/screens';
import { oneFeedbackScreen } from '@/lib/feedback/screens';
import { dayKey } from '@/lib/platform/format/dates';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { makeQuote } from '@/lib/quotes/mutations';
import { oneQuoteScreen } from '@/lib/quotes/screens';
import { addComment } from './mutations';
import type { Talk } from './queries';
import { recordKinds } from './schema';

type Kind = (typeof recordKinds)[number];

let company: FilledCompany;
beforeAll(async () => {
  company = await fillCompany();
});

const tables: Partial<Record<Kind, string>> = {
  booking: 'bookings',
  customer: 'customers',
  feedback: 'feedback',
  case: 'cases',
};
const ofBookings: Partial<Record<Kind, SQL>> = {
  invoice: sql`select id, booking_id from invoices`,
  receipt: sql`select receipt_id, booking_id from payments where receipt_id is not null`,
};

/** A quote as the office makes one. */
async function quoteOf(customerId: string): Promise<string> {
  const { id: bookingId } = await makeBooking(company.id, { customerId });
  const [booking] = await actAs(company.system, (tx) =>
    tx.select().from(bookings).where(eq(bookings.id, bookingId)),
  );
  if (!booking) throw new Error('There is no such booking');
  const validOn = dayKey(booking.startsAt, 'Africa/Accra');
  const { version } = booking;
  return (await makeQuote(company.manager, { bookingId, version, validOn, options: [], way: 'link' })).id;
}

/** A record of the client's own, which would be theirs to see if any comment were. */
async function recordOf(kind: Kind): Promise<string> {
  if (kind === 'quote') return quoteOf(company.client.customerId);
  const [row] = await actAs(company.system, (tx) =>
    kind === 'customer'
      ? tx.execute<{ id: string }>(sql`select ${company.client.customerId} as id`)
      : ofBookings[kind]
        ? tx.execute<{ id: string }>(sql`select r.id from (${ofBookings[kind]}) r (id, booking_id)
            join bookings b on b.id = r.booking_id where b.customer_id = ${company.client.customerId}::uuid limit 1`)
        : tx.execute<{ id: string }>(sql`select id from ${sql.identifier(tables[kind] ?? '')}
            where customer_id = ${company.client.customerId}::uuid limit 1`),
  );
  return row?.id ?? '';
}

async function open(kind: Kind, id: string, member: { userId: string; companyId: string }) {
  const asked = { member, address: { params: { id }, search: {} } };
  switch (kind) {
    case 'booking':
      return openScreen(bookingScreen, asked);
    case 'customer':
      return openScreen(customerScreen, asked);
    case 'feedback':
      return openScreen(oneFeedbackScreen, asked);
    case 'case':
      return openScreen(caseScreen, asked);
    case 'invoice':
      return openScreen(invoiceScreen, asked);
    case 'quote':
      return openScreen(oneQuoteScreen, asked);
    case 'receipt':
      return openScreen(receiptScreen, asked);
  }
}

test.each(recordKinds)(
  'a comment on a %s stands on its page for the office, and is no client’s',
  async (kind) => {
    const id = await recordOf(kind);
    const body = `About this ${kind}`;
    const comment = await addComment(company.staff, { on: { kind, id }, body });
    for (const member of [company.manager, company.staff]) {
      const opened = await open(kind, id, member);
      expect(opened.state).toBe('open');
      if (opened.state !== 'open') return;
      const { data } = receive<{ talk?: Talk; comments?: Talk }>(opened.sent as never);
      const talk = kind === 'case' ? data.comments : data.talk;
      expect(talk?.on).toEqual({ kind, id });
      const mine = member === company.staff;
      expect(talk?.comments).toContainEqual(
        expect.objectContaining({ id: comment.id, body, mayEdit: mine, mayRemove: true }),
      );
      expect(talk?.colleagues.map((one) => one.id)).not.toContain(member.userId);
    }
    const { client } = company;
    expect((await open(kind, id, client)).state).toBe('forbidden');
    await expect(addComment(client, { on: { kind, id }, body })).rejects.toMatchObject({ code: 'forbidden' });
  },
);

test('what happened to a customer, an answer and an invoice is told to staff too, before and after', async () => {
  const id = await recordOf('customer');
  await actAs(company.manager, (tx) =>
    tx.execute(sql`update customers set notes = 'Likes it hot' where id = ${id}::uuid`),
  );
  const opened = await open('customer', id, company.staff);
  if (opened.state !== 'open') throw new Error(opened.state);
  const { data } = receive<{ history: { title: string; details: string[] }[] }>(opened.sent as never);
  expect(data.history[0]).toMatchObject({ title: 'changed it', details: ['Notes: nothing → Likes it hot'] });
});
