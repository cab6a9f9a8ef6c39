import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeBooking, makeCustomer, readBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { pictures } from '@/db/schema/menu';
import { customers, sessions } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import { actAs, type OfficeActor, readAs } from '@/db/session';
import { visit } from '@/db/visit';
import { setStaffPrices } from './auth/staff-prices';
import { billable } from './bookings/money/rules';
import { advanceBooking, createBooking, updateBooking } from './bookings/mutations';
import { savePaymentTerms } from './bookings/schedule/mutations';
import { remindOfPayments } from './bookings/schedule/remind';
import { bookingForm } from './bookings/schema';
import { saveTerms } from './bookings/terms/mutations';
import { askTermsInForce } from './bookings/terms/queries';
import { termsInput } from './bookings/terms/schema';
import { edit, formOf, localIn, makeOffice, type Office, refusal } from './bookings/testing/office';
import { proposeRemedy } from './cases/offer-remedy';
import { remedyInput } from './cases/schema';
import { emptyCustomer } from './customers/form-values';
import { createCustomer } from './customers/mutations';
import { customerInput } from './customers/schema';
import { findFollowUps } from './feedback/asking/find-work';
import { loadFacts } from './feedback/asking/load-facts';
import { answerByLink, recordHeard } from './feedback/mutations';
import { dueAt } from './feedback/rules';
import { ask, makeCompleted, requestOf, tokenOf } from './feedback/testing/conversation-world';
import { heard } from './feedback/testing/heard';
import { later } from './feedback/testing/time';
import { messageOwners } from './message-owners';
import { deliverMessage } from './messaging/outbox/deliver';
import { queueMessage } from './messaging/outbox/queue';
import { approveTemplates, startProvider, type TestProvider } from './messaging/testing/provider';
import { saveLetterhead } from './paper/letterhead/mutations';
import { askLetterhead, tellLetterhead } from './paper/letterhead/queries';
import { letterheadInput } from './paper/letterhead/schema';
import { moneyDocument } from './paper/money-document';
import { saveAccess, saveHabits, savePlace, saveProfile } from './people/company/mutations';
import { accessInput, habitsInput, placeInput, profileInput } from './people/company/schema';
import { dayKey } from './platform/format/dates';
import { formatMoney } from './platform/format/money';
import { saveTaxWay } from './pricing/tax/mutations';
import { answerQuote, readQuoteView } from './quotes/answer';
import { makeQuote, quoteByHand } from './quotes/mutations';
import { remindOfQuotes } from './quotes/remind';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());

type Column = keyof typeof companies.$inferSelect;
type Row = typeof companies.$inferSelect;
type Setting = {
  form: keyof typeof forms;
  /** The words of its form that say what it does. */
  says: string;
  to: unknown;
  /** What has to be set beside it for it to do something. */
  with?: Partial<Row>;
  /** What it does, where it does it: asked before and after. */
  does: (office: Office) => Promise<unknown>;
  was: unknown;
  is: unknown;
};

/** The forms of the settings: the file that explains each field, and the command that keeps it. */
const rowOf = async ({ id, system }: Office): Promise<Row> => {
  const [row] = await actAs(system, (tx) => tx.select().from(companies).where(eq(companies.id, id)));
  if (!row) throw new Error('There is no such company');
  return row;
};
type Save = (office: Office, row: Row & Record<string, unknown>) => Promise<unknown>;
const kept = (shape: { shape: object }, row: object) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in shape.shape)) as never;
const forms: Record<string, { file: string; save: Save }> = {
  profile: {
    file: 'people/company/profile-form.tsx',
    save: ({ manager }, row) => saveProfile(manager, kept(profileInput, row)),
  },
  place: {
    file: 'people/company/place-form.tsx',
    save: ({ manager }, row) => savePlace(manager, kept(placeInput, row)),
  },
  habits: {
    file: 'people/company/habits-form.tsx',
    save: ({ manager }, row) => saveHabits(manager, kept(habitsInput, row)),
  },
  access: {
    file: 'people/company/access-form.tsx',
    save: async ({ manager }, row) => saveAccess(await justSignedIn(manager), kept(accessInput, row)),
  },
  terms: {
    file: 'bookings/terms/terms-screen.tsx',
    save: ({ manager }, row) => saveTerms(manager, kept(termsInput, row)),
  },
  schedule: {
    file: 'bookings/schedule/payment-terms-screen.tsx',
    save: ({ manager }, { version, depositFirst, remindBefore, remindAfter, ...row }) =>
      savePaymentTerms(manager, {
        ...{ version, depositFirst, remindBefore, remindAfter },
        ...{ plan: row.paymentPlan, cancellation: row.cancellationTerms },
      }),
  },
  letterhead: {
    file: 'paper/letterhead-screen.tsx',
    save: ({ manager }, row) => saveLetterhead(manager, kept(letterheadInput, row)),
  },
  tax: {
    file: 'pricing/tax-way-form.tsx',
    save: ({ manager }, { version, pricesIncludeTax }) => saveTaxWay(manager, { version, pricesIncludeTax }),
  },
  prices: {
    file: 'menu/staff-prices.tsx',
    save: ({ manager }, { staffPrices }) => setStaffPrices(manager, { allowed: staffPrices }),
  },
};

/** A paper as it is drawn now. */
async function paper({ staff }: Office): Promise<string> {
  const [[row]] = await readAs(staff, (tx) => [askLetterhead(tx)] as const);
  if (!row) throw new Error('There is no letterhead');
  const document = moneyDocument({
    ...{ kind: 'invoice', number: 'INV-1', letterhead: tellLetterhead(row), buyer: ['Ama'] },
    ...{ currency: 'GHS', locale: 'en-GH', facts: [], groups: [], totals: [] },
  });
  return JSON.stringify(document);
}
const stands = (text: string) => ({
  ...{ to: text, was: false, is: true },
  does: async (office: Office) => (await paper(office)).includes(JSON.stringify(text).slice(1, -1)),
});
const made = async (
  office: Office,
  over: Parameters<typeof formOf>[1] = {},
  by: OfficeActor = office.manager,
) => {
  const { id } = await createBooking(by, bookingForm.parse(formOf(office, over)));
  const row = await readBooking(office.id, id);
  if (!row) throw new Error('There is no such booking');
  return row;
};
const day = 86_400_000;
async function placeOf({ manager }: Office) {
  const found = await visit(await makeSession(manager.userId));
  if (!found) throw new Error('Nobody is in');
  return found.identity;
}
async function amountAsWritten(office: Office) {
  const { currency } = await placeOf(office);
  return formatMoney(100, currency, 'en-GH').match(/GHS|EUR/)?.[0];
}
const days = (count: number) => new Date(Date.now() + count * 86_400_000);
/** Ten in the morning so many days from now, by Ghana's clock. */
const atTen = (from: number) => new Date(`${dayKey(days(from), 'Africa/Accra')}T10:00:00Z`);
/** Whether a payment is reminded of so many days before it is due, or after. */
const remindedOf = (before: number) => async (office: Office) => {
  await makeBooking(office.id, {
    ...{ customerId: office.customerId, status: 'confirmed', deposit: 0, startsAt: days(30) },
  });
  return (await remindOfPayments(office.id, atTen(23 - before))).length > 0;
};
/** A quote of an event in fifty days, by its link. */
async function quoted(office: Office, validOn = dayKey(days(10), 'Africa/Accra')) {
  const booking = await made(office, { startsAt: localIn(1200), endsAt: localIn(1204) });
  const { link, id } = await makeQuote(office.manager, {
    ...{ bookingId: booking.id, version: booking.version, options: [], way: 'link', validOn },
  });
  return { bookingId: booking.id, id, token: link?.split('/q/')[1] ?? '' };
}
/** Whether somebody is still in who was seen, or signed in, so many hours ago. */
const isIn = (of: 'seenAt' | 'createdAt', hours: number) => async (office: Office) => {
  const id = await makeSession(office.staff.userId);
  await actAs({ role: 'auth', name: 'test' }, (tx) =>
    tx
      .update(sessions)
      .set({ [of]: later(-hours) })
      .where(eq(sessions.id, id)),
  );
  return (await visit(id)) !== undefined;
};
const worldOf = (office: Office) => ({
  ...{ company: office, customer: { id: office.customerId, name: 'Ama', phone: null } },
});
/** A company that has nothing with a price yet. */
const priceless = async (): Promise<Office> => ({
  ...(await makeCompany()),
  ...{ customerId: '', menu: { itemId: '', serviceId: '' } as Office['menu'] },
});
const makePicture = (office: Office, id: string) =>
  actAs(office.system, (tx) =>
    tx.insert(pictures).values({ id, companyId: office.id, width: 80, height: 20 }),
  );
const eventOf = (office: Office) => makeCompleted(worldOf(office));
async function badEvent(office: Office, rating = 2) {
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
async function unasked(office: Office) {
  await approveTemplates(provider, office.id);
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
const minuteOfDay = (shift: number) => Math.floor((Date.now() / 60_000 + shift + 1440) % 1440);
const neverQuiet = (shift: number) => ({ quietFrom: minuteOfDay(shift), quietUntil: minuteOfDay(shift) });

/**
 * What isn't set by people: who it is, what the installation keeps of it, a number that a trigger counts; and two columns of
 * before that no screen sets and nothing reads.
 */
const notSet: readonly Column[] = [
  ...(['id', 'slug', 'isDemo', 'createdAt', 'version', 'quoteTermsVersion'] as const),
  ...(['minimumGuests', 'settings'] as const),
];

const settings: Partial<Record<Column, Setting>> = {
  name: { ...stands('Akosua’s Kitchen'), form: 'profile', says: 'As customers know you.' },
  legalName: { ...stands('Akosua Ltd'), form: 'profile', says: 'Stands on papers above the address.' },
  address: { ...stands('12 Ring Road'), form: 'profile', says: 'On papers and customers’ pages.' },
  phone: { ...stands('+233301234567'), form: 'profile', says: 'Customers are told to call it.' },
  email: { ...stands('hello@akosua.test'), form: 'profile', says: 'On papers, and the sender of your mails' },
  taxNumber: { ...stands('C0001234567'), form: 'profile', says: 'As your tax office writes it; on papers.' },
  referencePrefix: {
    ...{ form: 'profile', says: 'Of new bookings; those there are keep their numbers.', to: 'AK' },
    does: async (o) => (await made(o)).reference.slice(0, 2),
    ...{ was: 'BK', is: 'AK' },
  },
  country: {
    ...{ form: 'place', says: 'Phone numbers without a country code are of it.', to: 'NG' },
    does: async ({ manager, system }) => {
      const phone = '0802 345 6789';
      const { id } = await createCustomer(
        manager,
        customerInput.parse({ ...emptyCustomer, name: 'Ama', phone }),
      ).catch(() => ({ id: v7() }));
      const [row] = await actAs(system, (tx) => tx.select().from(customers).where(eq(customers.id, id)));
      return row?.phone?.slice(0, 4);
    },
    ...{ was: undefined, is: '+234' },
  },
  timeZone: {
    ...{ form: 'place', says: 'Days, quiet hours and due dates are by this clock.', to: 'Africa/Lagos' },
    does: async ({ id, system }) => {
      const event = { startsAt: new Date('2099-06-10T23:30:00Z'), status: 'confirmed', deposit: 0 } as const;
      const booking = await makeBooking(id, event);
      const [row] = await actAs(system, (tx) =>
        tx.execute<{ due: string }>(
          sql`select max(due_on)::text as due from payment_dues where booking_id = ${booking.id}`,
        ),
      );
      return row?.due;
    },
    ...{ was: '2099-06-03', is: '2099-06-04' },
  },
  currency: {
    ...{ form: 'place', says: 'Until the first price or event is there; then it is settled.', to: 'EUR' },
    does: amountAsWritten,
    ...{ was: 'GHS', is: 'EUR' },
  },
  locale: {
    ...{ form: 'place', says: 'How amounts and dates are written and read', to: 'fr-FR' },
    does: async (o) => {
      const { locale } = await placeOf(o);
      return formatMoney(123_456, 'GHS', locale).includes('1,234.56');
    },
    ...{ was: true, is: false },
  },
  language: {
    ...{ form: 'place', says: 'Of papers, and of customers whose language nobody noted.', to: 'fr' },
    ...{ does: async (o) => /Facture/i.test(await paper(o)), was: false, is: true },
  },
  feedbackDelay: {
    ...{ form: 'habits', says: 'After an event is marked as completed; 0 at once', to: 90 },
    does: async (o) => {
      const id = await eventOf(o);
      const [known] = await actAs(o.system, (tx) => loadFacts(tx, o.id, [id]));
      const completed = known?.facts.booking.completedAt?.getTime() ?? 0;
      return known && Math.round((dueAt(known.facts).getTime() - completed) / 60_000);
    },
    ...{ was: 0, is: 90 },
  },
  reminderAfter: {
    ...{ form: 'habits', says: 'Once, where nobody answered by then.', to: 2 },
    does: async (o) => {
      const company = worldOf(o);
      const id = await eventOf(o);
      await approveTemplates(provider, o.id);
      await ask(company, id);
      const request = await requestOf(company, id);
      const search = { companyId: o.id, after: null, limit: 10, now: later(3) };
      return (await findFollowUps(search)).ids.includes(request.id);
    },
    ...{ was: false, is: true },
  },
  quietFrom: {
    ...{ form: 'habits', says: 'From then on nothing goes out that wasn’t asked for; it waits.' },
    ...{ to: minuteOfDay(-60), with: neverQuiet(60), does: unasked },
    ...{ was: 'accepted', is: 'quiet_hours' },
  },
  quietUntil: {
    ...{ form: 'habits', says: 'The same time twice is never quiet.', to: minuteOfDay(60) },
    ...{ with: neverQuiet(-60), does: unasked, was: 'accepted', is: 'quiet_hours' },
  },
  contactCap: {
    ...{ form: 'habits', says: 'To one customer, of those they didn’t ask for.', to: 1, does: unasked },
    ...{ was: 'accepted', is: 'contact_cap' },
  },
  recoveryBelow: {
    ...{ form: 'habits', says: 'A rating below it opens a case, and somebody is told.', to: 3 },
    ...{ does: async (o) => (await badEvent(o, 3)) !== undefined, was: true, is: false },
  },
  caseClock: {
    ...{ form: 'habits', says: 'Who hasn’t answered by then: managers are told.', to: 30 },
    ...{ does: async (o) => (await badEvent(o))?.minutes, was: 240, is: 30 },
  },
  remedyLimit: {
    ...{ form: 'habits', says: 'To put an event right without asking a manager.', to: 10_000 },
    does: async (o) => {
      const caseId = (await badEvent(o))?.id;
      const wish = { caseId, amount: 20_000, remedy: 'refund', note: 'Cold soup' };
      return (await proposeRemedy(o.staff, remedyInput.parse(wish))).waits;
    },
    ...{ was: false, is: true },
  },
  thankYouDiscount: {
    ...{ form: 'habits', says: 'Offered on the next event to who was happy. 0 for none.', to: 500 },
    does: async (o) => {
      const customer = await makeCustomer(o.id);
      const company = { company: o, customer: { ...customer, name: 'Ama', phone: customer.phone ?? null } };
      const id = await makeCompleted(company);
      await approveTemplates(provider, o.id);
      await ask(company, id);
      const token = await tokenOf(company, id);
      const say = (answer: Parameters<typeof answerByLink>[0]['answer']) =>
        answerByLink({ token, answer }, new Date());
      await say({ stage: 'rating', value: 5 });
      for (const stage of ['food', 'service', 'presentation', 'timeliness'] as const)
        await say({ stage, value: 5 });
      await say({ stage: 'recommend', value: true });
      return (await say({ stage: 'comment', value: 'Thank you' })).voucher?.rate;
    },
    ...{ was: 1000, is: 500 },
  },
  secondFactorRoles: {
    ...{ form: 'access', says: 'They sign in with a code of an app on their phone as well.', to: ['staff'] },
    does: async ({ staff }) => {
      const found = await visit(await makeSession(staff.userId));
      return found?.identity.mustSetUp ?? false;
    },
    ...{ was: false, is: true },
  },
  sessionIdleHours: {
    ...{ form: 'access', says: 'Without opening or saving anything', to: 2, does: isIn('seenAt', 3) },
    ...{ was: true, is: false },
  },
  sessionDays: {
    ...{ form: 'access', says: 'However busy somebody is; at most 14.', to: 1, does: isIn('createdAt', 48) },
    ...{ was: true, is: false },
  },
  depositRate: {
    ...{ form: 'terms', says: 'Percent of the total, tax included.', to: 2000 },
    ...{ does: async (o) => (await made(o)).deposit, was: 125_063, is: 50_025 },
  },
  serviceChargeRate: {
    ...{ form: 'terms', says: 'Percent of menu and services after discounts. 0 for none.', to: 1000 },
    ...{ does: async (o) => (await made(o)).total, was: 250_125, is: 275_138 },
  },
  serviceChargeTaxed: {
    ...{ form: 'terms', says: 'Tax is asked on the service charge as on the lines.', to: false },
    ...{ with: { serviceChargeRate: 1000 }, does: async (o) => (await made(o)).total },
    ...{ was: 275_138, is: 271_875 },
  },
  finalCountDays: {
    ...{ form: 'terms', says: 'Business days before the event by whose end it is due.', to: 20 },
    does: async (o) => {
      const { id } = await made(o, { startsAt: localIn(240), endsAt: localIn(244) });
      await advanceBooking(o.manager, { id, to: 'confirmed' });
      return (
        (await refusal(updateBooking(o.manager, await edit(o, id, () => ({ guests: '60' }))))) !== undefined
      );
    },
    ...{ was: false, is: true },
  },
  quoteDays: {
    ...{ form: 'terms', says: 'Days from the day it is made; never beyond the event.', to: 5 },
    does: async (o) => {
      const { id } = await made(o, { startsAt: localIn(1200), endsAt: localIn(1204) });
      const quote = await quoteByHand(o.manager, { bookingId: id, reason: 'On the phone' });
      const [row] = await actAs(o.system, (tx) => tx.select().from(quotes).where(eq(quotes.id, quote.id)));
      return row && Math.floor((row.validUntil.getTime() - Date.now()) / day);
    },
    ...{ was: 14, is: 5 },
  },
  quoteRemindDays: {
    ...{ form: 'terms', says: 'Days before it runs out, by WhatsApp to customers who agreed', to: 6 },
    does: async (o) => {
      await quoted(o);
      return (await remindOfQuotes(o.id, atTen(5))).length > 0;
    },
    ...{ was: false, is: true },
  },
  quoteAccepting: {
    ...{ form: 'terms', says: 'Their yes confirms the booking', to: 'deposit' },
    does: async (o) => {
      const { token, bookingId } = await quoted(o);
      const view = await readQuoteView(token, { now: new Date() });
      const yes = {
        act: 'accept' as const,
        options: [],
        total: view?.price.total ?? -1,
        name: 'Ama',
        words: '',
      };
      await answerQuote(token, yes, new Date());
      return (await readBooking(o.id, bookingId))?.status;
    },
    ...{ was: 'confirmed', is: 'quoted' },
  },
  quoteTerms: {
    ...{ form: 'terms', says: 'Shown under each quote.', to: 'No refunds.' },
    does: async (o) =>
      (await readQuoteView((await quoted(o)).token, { now: new Date() }))?.document.terms.text ?? null,
    ...{ was: null, is: 'No refunds.' },
  },
  invoiceDays: {
    ...{ form: 'terms', says: 'Days after the day on which one is issued.', to: 30 },
    does: async ({ staff }) => {
      const [[terms]] = await readAs(staff, (tx) => [askTermsInForce(tx)] as const);
      const booking = { status: 'confirmed', total: 100, cancellationFee: null } as const;
      return billable(booking, [], '2027-01-01', terms?.invoiceDays ?? 0).dueOn;
    },
    ...{ was: '2027-01-08', is: '2027-01-31' },
  },
  paymentPlan: {
    ...{ form: 'schedule', says: 'Each booking keeps the schedule that it was made with.' },
    to: { deposit: { on: '2099-01-01' }, steps: [], balance: { from: 'event', days: 0 } },
    does: async (o) => (await made(o)).paymentPlan.deposit,
    ...{ was: { from: 'acceptance', days: 3 }, is: { on: '2099-01-01' } },
  },
  cancellationTerms: {
    ...{ form: 'schedule', says: 'How much of the total stays due, by how late it is cancelled.' },
    ...{ to: [{ days: 30, share: 5000 }], does: async (o) => (await made(o)).cancellationTerms },
    ...{ was: [], is: [{ days: 30, share: 5000 }] },
  },
  depositFirst: {
    ...{ form: 'schedule', says: 'Without the deposit staff can’t confirm then', to: true },
    does: async (o) => {
      const { id } = await made(o);
      return (await refusal(advanceBooking(o.staff, { id, to: 'confirmed' }))) !== undefined;
    },
    ...{ was: false, is: true },
  },
  remindBefore: {
    ...{ form: 'schedule', says: 'Days before a payment is due.', to: 20, does: remindedOf(19) },
    ...{ was: false, is: true },
  },
  remindAfter: {
    ...{ form: 'schedule', says: 'Days after it was due.', to: 1, does: remindedOf(-1) },
    ...{ was: false, is: true },
  },
  documentFooter: {
    ...{
      ...stands('Registered in Accra'),
      form: 'letterhead',
      says: 'Small: where the company is registered',
    },
  },
  paymentInstructions: {
    ...{ ...stands('By mobile money'), form: 'letterhead', says: 'on papers that ask for money.' },
  },
  paperSize: {
    ...{ form: 'letterhead', says: 'Of every paper that is drawn or printed from now on.', to: 'letter' },
    ...{ does: async (o) => (await paper(o)).includes('"letter"'), was: false, is: true },
  },
  logoId: {
    ...{ form: 'letterhead', says: 'Over the name on every paper and link', to: v7() },
    ...{ does: async (o) => /"width":80/.test(await paper(o)), was: false, is: true },
  },
  pricesIncludeTax: {
    ...{ form: 'tax', says: 'Bookings that have a price keep what was agreed', to: true },
    ...{ does: async (o) => (await made(o)).total, was: 250_125, is: 217_500 },
  },
  staffPrices: {
    ...{ form: 'prices', says: 'Without it they still take dishes on and off the menu.', to: false },
    does: async ({ staff, menu }) =>
      (await refusal(
        actAs(staff, (tx) => tx.execute(sql`update items set price = price + 1 where id = ${menu.itemId}`)),
      )) === undefined,
    ...{ was: true, is: false },
  },
};

test('every column of a company is a setting with an entry here, or is said not to be one', () => {
  const columns = Object.keys(getTableColumns(companies)) as Column[];
  expect(columns.filter((one) => !notSet.includes(one)).sort()).toEqual(Object.keys(settings).sort());
});

test.each(Object.entries(settings))(
  '%s does what its form says, and the trail has who set it, from what to what',
  async (name, { form, says, to, with: around = {}, does, was, is }) => {
    const column = name as Column;
    const page = readFileSync(join('components', forms[form]?.file ?? ''), 'utf8').replace(/\s+/g, ' ');
    expect(page).toContain(says);
    const office = name === 'currency' ? await priceless() : await makeOffice();
    if (name === 'logoId') await makePicture(office, String(to));
    if (Object.keys(around).length > 0)
      await forms[form]?.save(office, { ...(await rowOf(office)), ...around });
    const before = await rowOf(office);
    expect(await does(office)).toEqual(was);
    await forms[form]?.save(office, { ...(await rowOf(office)), [column]: to });
    expect((await rowOf(office))[column]).toEqual(to);
    expect(await does(office)).toEqual(is);
    const field = getTableColumns(companies)[column].name;
    const [entry] = await actAs(office.manager, (tx) =>
      tx.execute<{
        by: string;
        change: unknown;
      }>(sql`select user_id::text as by, changes -> ${field}::text as change
        from audit_events where table_name = 'companies' and changes ? ${field}::text order by at desc, id desc limit 1`),
    );
    expect(entry).toEqual({ by: office.manager.userId, change: [before[column], to] });
    for (const actor of [office.staff, { ...office.staff, role: 'kitchen' } as OfficeActor])
      expect(
        await refusal(forms[form]?.save({ ...office, manager: actor }, await rowOf(office)) as never),
      ).toMatchObject({ code: 'forbidden' });
  },
);
