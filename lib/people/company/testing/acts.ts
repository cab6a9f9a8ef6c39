import { eq, sql } from 'drizzle-orm';
import { makeBooking, readBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { pictures } from '@/db/schema/menu';
import { sessions } from '@/db/schema/people';
import { actAs, type OfficeActor, readAs } from '@/db/session';
import { visit } from '@/db/visit';
import { createBooking } from '@/lib/bookings/mutations';
import { remindOfPayments } from '@/lib/bookings/schedule/remind';
import { bookingForm } from '@/lib/bookings/schema';
import { formOf, localIn, type Office } from '@/lib/bookings/testing/office';
import { recordHeard } from '@/lib/feedback/mutations';
import { makeCompleted } from '@/lib/feedback/testing/conversation-world';
import { heard } from '@/lib/feedback/testing/heard';
import { later } from '@/lib/feedback/testing/time';
import { messageOwners } from '@/lib/message-owners';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { queueMessage } from '@/lib/messaging/outbox/queue';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { moneyDocument } from '@/lib/paper/money-document';
import { dayKey } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { makeQuote } from '@/lib/quotes/mutations';

let started: TestProvider | undefined;
/** The provider of messages that the settings' tests share. */
export const provider = (): TestProvider => {
  if (!started) throw new Error('No provider was started');
  return started;
};
export const startMessages = async () => {
  started = await startProvider();
};

/** A paper as it is drawn now. */
export async function paper({ staff }: Office): Promise<string> {
  const [[row]] = await readAs(staff, (tx) => [askLetterhead(tx)] as const);
  if (!row) throw new Error('There is no letterhead');
  const document = moneyDocument({
    ...{ kind: 'invoice', number: 'INV-1', letterhead: tellLetterhead(row), buyer: ['Ama'] },
    ...{ currency: 'GHS', locale: 'en-GH', facts: [], groups: [], totals: [] },
  });
  return JSON.stringify(document);
}
export const stands = (text: string) => ({
  ...{ to: text, was: false, is: true },
  does: async (office: Office) => (await paper(office)).includes(JSON.stringify(text).slice(1, -1)),
});
export const made = async (
  office: Office,
  over: Parameters<typeof formOf>[1] = {},
  by: OfficeActor = office.manager,
) => {
  const { id } = await createBooking(by, bookingForm.parse(formOf(office, over)));
  const row = await readBooking(office.id, id);
  if (!row) throw new Error('There is no such booking');
  return row;
};
export const day = 86_400_000;
export async function placeOf({ manager }: Office) {
  const found = await visit(await makeSession(manager.userId));
  if (!found) throw new Error('Nobody is in');
  return found.identity;
}
export async function amountAsWritten(office: Office) {
  const { currency } = await placeOf(office);
  return formatMoney(100, currency, 'en-GH').match(/GHS|EUR/)?.[0];
}
export const days = (count: number) => new Date(Date.now() + count * 86_400_000);
/** Ten in the morning so many days from now, by Ghana's clock. */
export const atTen = (from: number) => new Date(`${dayKey(days(from), 'Africa/Accra')}T10:00:00Z`);
/** Whether a payment is reminded of so many days before it is due, or after. */
export const remindedOf = (before: number) => async (office: Office) => {
  await makeBooking(office.id, {
    ...{ customerId: office.customerId, status: 'confirmed', deposit: 0, startsAt: days(30) },
  });
  return (await remindOfPayments(office.id, atTen(23 - before))).length > 0;
};
/** A quote of an event in fifty days, by its link. */
export async function quoted(office: Office, validOn = dayKey(days(10), 'Africa/Accra')) {
  const booking = await made(office, { startsAt: localIn(1200), endsAt: localIn(1204) });
  const { link, id } = await makeQuote(office.manager, {
    ...{ bookingId: booking.id, version: booking.version, options: [], way: 'link', validOn },
  });
  return { bookingId: booking.id, id, token: link?.split('/q/')[1] ?? '' };
}
/** Whether somebody is still in who was seen, or signed in, so many hours ago. */
export const isIn = (of: 'seenAt' | 'createdAt', hours: number) => async (office: Office) => {
  const id = await makeSession(office.staff.userId);
  await actAs({ role: 'auth', name: 'test' }, (tx) =>
    tx
      .update(sessions)
      .set({ [of]: later(-hours) })
      .where(eq(sessions.id, id)),
  );
  return (await visit(id)) !== undefined;
};
export const worldOf = (office: Office) => ({
  ...{ company: office, customer: { id: office.customerId, name: 'Ama', phone: null } },
});
/** A company that has nothing with a price yet. */
export const priceless = async (): Promise<Office> => ({
  ...(await makeCompany()),
  ...{ customerId: '', menu: { itemId: '', serviceId: '' } as Office['menu'] },
});
export const makePicture = (office: Office, id: string) =>
  actAs(office.system, (tx) =>
    tx.insert(pictures).values({ id, companyId: office.id, width: 80, height: 20 }),
  );
export const eventOf = (office: Office) => makeCompleted(worldOf(office));
export async function badEvent(office: Office, rating = 2) {
  const { reference } = await recordHeard(office.manager, heard(await eventOf(office), { rating }));
  const [row] = await actAs(office.system, (tx) =>
    tx.execute<{
      id: string;
      minutes: number;
    }>(sql`select id, (extract(epoch from acknowledge_by - created_at) / 60)::int as minutes
      from cases where reference = ${reference}`),
  );
  return row;
}
/** What becomes of a message that nobody asked for. */
export async function unasked(office: Office) {
  await approveTemplates(provider(), office.id);
  const { messageId } = await actAs(office.system, (tx) =>
    queueMessage(tx, {
      ...{ companyId: office.id, customerId: office.customerId, kind: 'feedback_request', asked: false },
      template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Wedding' } },
    }),
  );
  const told = await deliverMessage({ companyId: office.id, messageId }, messageOwners.kinds);
  return 'reason' in told ? told.reason : told.outcome;
}
/** Minutes of Ghana's day so many from now. */
export const minuteOfDay = (shift: number) => Math.floor((Date.now() / 60_000 + shift + 1440) % 1440);
export const neverQuiet = (shift: number) => ({
  quietFrom: minuteOfDay(shift),
  quietUntil: minuteOfDay(shift),
});
