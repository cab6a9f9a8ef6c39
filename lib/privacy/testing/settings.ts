import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { justSignedIn } from '@/db/factories/session';
import { alerts } from '@/db/schema/cases';
import { enquiries } from '@/db/schema/enquiries';
import { conversations, messages } from '@/db/schema/messaging';
import { bookingPhotos } from '@/db/schema/photos';
import { purposeConsents } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { issueInvoice } from '@/lib/bookings/money/invoices';
import { advanceBooking } from '@/lib/bookings/mutations';
import type { Office } from '@/lib/bookings/testing/office';
import { recordPurpose, writeWording } from '@/lib/messaging/consent/purposes';
import { routeAlerts } from '@/lib/notifications/mutations';
import { badEvent, days, made } from '@/lib/people/company/testing/acts';
import { type BesideTable, versionOf } from '@/lib/people/company/testing/beside/setting';
import { saveKeeping } from '../keeping/mutations';
import { runKeeping } from '../keeping/run-keeping';

/** Of a row as it was made so long ago whether something of it is still there once the night was over. */
async function overNight(office: Office): Promise<void> {
  await runKeeping(office.id, new Date());
}
const long = days(-400);
async function oldMessage(office: Office) {
  const [id, conversationId] = [v7(), v7()];
  const { id: companyId } = office;
  const { id: customerId } = await makeCustomer(companyId);
  await actAs(office.system, async (tx) => {
    await tx
      .insert(conversations)
      .values({ id: conversationId, companyId, customerId, address: `none:${customerId}` });
    await tx.insert(messages).values({
      ...{ id, companyId, conversationId, customerId, direction: 'inbound', kind: 'inbound' },
      ...{ status: 'received', body: 'My number is 024', createdAt: long },
      media: [{ url: 'https://media.test/1', contentType: 'image/png' }] as never,
    });
  });
  await overNight(office);
  const [row] = await actAs(office.system, (tx) => tx.select().from(messages).where(eq(messages.id, id)));
  return { words: row?.body !== '', media: row?.media !== null };
}
async function oldEnquiry(office: Office) {
  const id = v7();
  await actAs(office.system, (tx) =>
    tx.insert(enquiries).values({
      ...{ id, companyId: office.id, name: 'Abena Osei', phone: '+233244005001', source: 'office' },
      ...{ stage: 'lost', lostReason: 'price', stageAt: long, receivedAt: long, answeredAt: long },
      answeredBy: 'phone',
    }),
  );
  await overNight(office);
  const [row] = await actAs(office.system, (tx) => tx.select().from(enquiries).where(eq(enquiries.id, id)));
  return row?.name === 'Abena Osei';
}
async function oldPhoto(office: Office) {
  const id = v7();
  const booking = await makeBooking(office.id);
  await actAs(office.system, (tx) =>
    tx.insert(bookingPhotos).values({
      ...{ id, companyId: office.id, bookingId: booking.id, width: 80, height: 80 },
      ...{ createdBy: office.staff.userId, createdAt: long },
    }),
  );
  await overNight(office);
  const rows = await actAs(office.system, (tx) =>
    tx.select().from(bookingPhotos).where(eq(bookingPhotos.id, id)),
  );
  return rows.length > 0;
}
/** What stands in the way of anonymising somebody who was billed today. */
async function billed(office: Office) {
  const customer = await makeCustomer(office.id);
  const { id } = await made(office, { customerId: customer.id });
  await advanceBooking(office.manager, { id, to: 'confirmed' });
  await issueInvoice(office.staff, { bookingId: id, dueOn: '2099-01-01', total: 250_125 });
  const found = await actAs(office.manager, (tx) =>
    tx.execute<{ code: string }>(sql`select code from erasure_blockers(${customer.id}::uuid)`),
  );
  return found.some(({ code }) => code === 'young_bill');
}
async function agreedTo(office: Office) {
  const { id: customerId } = await makeCustomer(office.id, { optedIn: false });
  await recordPurpose(office.staff, { customerId, purpose: 'photos', state: 'granted', reason: 'Said so' });
  const [row] = await actAs(office.system, (tx) =>
    tx.select().from(purposeConsents).where(eq(purposeConsents.customerId, customerId)),
  );
  return row?.words;
}
const wording = 'You may show photos of our event on your page.';
/** Whether staff hear of a bad event. */
async function heard(office: Office) {
  const before = (await actAs(office.staff, (tx) => tx.select().from(alerts))).length;
  await badEvent(office);
  return (await actAs(office.staff, (tx) => tx.select().from(alerts))).length > before;
}
const toManagers = { routes: [{ kind: 'case_opened', roles: ['manager'] }] };

/** What is kept of people, what they agree to, and who hears of what. */
export const keeping: Record<string, BesideTable> = {
  privacy_settings: {
    file: 'components/privacy/keeping-form.tsx lib/privacy/keeping/rules.ts',
    usual: {
      ...{ messagesMonths: null, mediaMonths: null, enquiriesMonths: null, photosMonths: null },
      billsYears: null,
    },
    save: async (office, by, values) =>
      saveKeeping(await justSignedIn(by), {
        ...values,
        version: await versionOf(office, 'privacy_settings'),
      } as never),
    columns: {
      messages_months: {
        ...{ says: 'The words, buttons and what was read from them go.', to: { messagesMonths: 12 } },
        ...{ does: async (o) => (await oldMessage(o)).words, was: true, is: false },
      },
      media_months: {
        ...{ says: 'They can’t be opened here any more.', to: { mediaMonths: 12 } },
        ...{ does: async (o) => (await oldMessage(o)).media, was: true, is: false },
      },
      enquiries_months: {
        ...{
          says: 'Name, number and words of lost enquiries go',
          to: { enquiriesMonths: 12 },
          does: oldEnquiry,
          was: true,
          is: false,
        },
      },
      photos_months: {
        ...{
          says: 'The photos go from bookings and from the store.',
          to: { photosMonths: 12 },
          does: oldPhoto,
          was: true,
          is: false,
        },
      },
      bills_years: {
        ...{ says: 'nobody is anonymised before.', to: { billsYears: 6 }, does: billed },
        ...{ was: false, is: true },
      },
    },
    notSet: 'company_id updated_at version',
  },
  purpose_texts: {
    file: 'components/privacy/purpose-list.tsx',
    usual: { purpose: 'photos', after: 0, words: wording },
    save: (_, by, values) => writeWording(by, values as never),
    columns: {
      words: {
        ...{ says: 'Who agreed before agreed to the words before', to: {}, kept: wording },
        ...{ does: async (o) => (await agreedTo(o)) === wording, was: false, is: true },
      },
    },
    notSet: 'company_id purpose version made_by made_at',
  },
  alert_routes: {
    file: 'components/notifications/alert-routes-screen.tsx',
    usual: {},
    save: (_, by, values) => routeAlerts(by, values as never),
    columns: {
      kind: {
        ...{ says: 'Who hears of what', to: toManagers, kept: 'case_opened' },
        ...{ does: heard, was: true, is: false },
      },
      roles: {
        ...{ says: 'It holds for what is open now, too.', to: toManagers, kept: ['manager'] },
        ...{ does: heard, was: true, is: false },
      },
    },
    notSet: 'company_id updated_at',
  },
};
