import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { makeCustomer } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { enquiries } from '@/db/schema/enquiries';
import { actAs } from '@/db/session';
import { noteReadAs } from '@/lib/audit/reads';
import type { Office } from '@/lib/bookings/testing/office';
import { readPublicForm } from '@/lib/enquiries/public/read-form';
import { readEnquiry } from '@/lib/enquiries/queries';
import { saveEnquirySettings } from '@/lib/enquiries/settings';
import { dayKey } from '@/lib/platform/format/dates';
import { setSecurityHours } from '@/lib/security/mutations';
import { watchCompany } from '@/lib/security/watch';
import { days } from '../acts';
import { type BesideTable, versionOf } from './setting';

const form = async (office: Office) => {
  const [row] = await actAs(office.system, (tx) =>
    tx.execute<{ key: string }>(
      sql`select form_key as key from enquiry_settings where company_id = ${office.id}`,
    ),
  );
  return readPublicForm(row?.key ?? '');
};
/** How somebody stands on the board who asks for an event in twenty days at 3,000. */
async function card(office: Office) {
  const id = v7();
  await actAs(office.system, (tx) =>
    tx.insert(enquiries).values({
      ...{ id, companyId: office.id, name: 'Abena Osei', phone: '+233244005001', source: 'office' },
      ...{ budget: 300_000, eventDate: dayKey(days(20), 'Africa/Accra'), receivedAt: new Date() },
    }),
  );
  const found = (await readEnquiry(office.staff, id, new Date()))?.card;
  if (!found) throw new Error('Nobody asked');
  return found;
}
/** Whether it is told as trouble that staff open thirteen customers, where it is noon. */
async function toldAtNoon(office: Office) {
  const now = new Date();
  const from = now.getUTCHours() - 12;
  await actAs(office.system, (tx) =>
    tx.update(companies).set({ timeZone: `Etc/GMT${from < 0 ? '' : '+'}${from}` }),
  );
  for (let at = 0; at < 13; at += 1) {
    const { id } = await makeCustomer(office.id);
    await noteReadAs(office.staff, { deed: 'read', source: 'customers', id });
  }
  const raised = await watchCompany(office.id, new Date(Date.now() + 1000));
  return raised.some(({ finding }) => finding.rule === 'out_of_hours');
}

/** Who asks, what is kept of people, what they agree to, who hears of what. */
export const asking: Record<string, BesideTable> = {
  enquiry_settings: {
    file: 'components/enquiries/enquiry-settings-screen.tsx',
    usual: {
      ...{ formOn: true, heading: null, intro: null, thanks: null, consentWords: 'You may write to me.' },
      ...{ sites: [], highValue: null, urgentDays: 7, answerWithin: 60 },
    },
    save: async (office, by, values) =>
      saveEnquirySettings(by, { ...values, version: await versionOf(office, 'enquiry_settings') } as never),
    columns: {
      form_on: {
        ...{ says: 'Anybody with its address can ask you for an event.', first: {}, to: { formOn: false } },
        ...{ does: async (o) => (await form(o)) !== undefined, was: true, is: false },
      },
      heading: {
        ...{ says: 'Over the form; your name where it is empty.', first: {}, to: { heading: 'Ask us' } },
        ...{ does: async (o) => (await form(o))?.heading, was: null, is: 'Ask us' },
      },
      intro: {
        ...{ says: 'Under the heading, before the first question.', first: {}, to: { intro: 'We cook.' } },
        ...{ does: async (o) => (await form(o))?.intro, was: null, is: 'We cook.' },
      },
      thanks: {
        ...{ says: 'Say when you will answer.', first: {}, to: { thanks: 'By tomorrow.' } },
        ...{ does: async (o) => (await form(o))?.thanks, was: null, is: 'By tomorrow.' },
      },
      consent_words: {
        ...{ says: 'Kept with each enquiry as it was read.', first: {}, to: { consentWords: 'Yes.' } },
        ...{ does: async (o) => (await form(o))?.consentWords, was: 'You may write to me.', is: 'Yes.' },
      },
      sites: {
        ...{ says: 'On every other site it stays empty.', first: {}, to: { sites: ['https://a.example'] } },
        ...{ does: async (o) => (await form(o))?.sites, was: [], is: ['https://a.example'] },
      },
      high_value: {
        ...{ says: '5,000 where it is empty.', to: { highValue: 200_000 } },
        ...{ does: async (o) => (await card(o)).high, was: false, is: true },
      },
      urgent_days: {
        ...{ says: 'Events that are so near are marked and stand first.', to: { urgentDays: 30 } },
        ...{ does: async (o) => (await card(o)).urgent, was: false, is: true },
      },
      answer_within: {
        ...{ says: 'From their first word to yours.', to: { answerWithin: 30 } },
        does: async (o) => {
          const { receivedAt, answerDueAt } = await card(o);
          return ((answerDueAt?.getTime() ?? 0) - receivedAt.getTime()) / 60_000;
        },
        ...{ was: 60, is: 30 },
      },
    },
    notSet: 'company_id form_key consent_version updated_at version',
  },
  security_settings: {
    file: 'components/security/security-screen.tsx',
    usual: { opens: 0, closes: 24 },
    save: (_, by, values) => setSecurityHours(by, values as never),
    columns: {
      opens: {
        ...{ says: 'Work at other hours is told as a security event.', first: {}, to: { opens: 16 } },
        ...{ does: toldAtNoon, was: false, is: true },
      },
      closes: {
        ...{ says: 'until then all but the night from 00:00 to 05:00 counts as work.', first: {} },
        ...{ to: { closes: 9 }, does: toldAtNoon, was: false, is: true },
      },
    },
    notSet: 'company_id updated_at',
  },
};
