import 'server-only';
import { may } from '@/lib/auth/permissions';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askBookingForm, tellBookingForm } from '@/lib/bookings/queries';
import { exemptionOf } from '@/lib/customers/billing/rules';
import { askViews, tellViews } from '@/lib/lists/queries';
import { required } from '@/lib/platform/env';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, nothingAsked, screen } from '@/lib/platform/screen';
import { askedOf } from './booking-values';
import { valuesOf } from './form-values';
import { enquiryFilter } from './list-filter';
import { askEnquiries, tellEnquiries } from './list-queries';
import { askEnquiry, askExemptionOf, askSettings, tellEnquiry } from './queries';
import { readPlainFacts } from './reading/plain-facts';
import { mayBook, mayMarkSpam } from './rules';
import { usualConsent } from './words';

/** Who asks, by stage or as a list, and what comes of it. */
export const enquiriesScreen = screen({
  permission: 'enquiries.read',
  input: ({ search }) => enquiryFilter.read(search),
  ask: (tx, filter, now) => [askViews(tx, 'enquiries'), ...askEnquiries(tx, filter, now)] as const,
  tell: ([views, ...answers], filter, { identity: { role, timeZone }, now }) => ({
    filter,
    today: dayKey(now, timeZone),
    maySet: may(role, 'settings.write'),
    ...tellEnquiries(answers, filter),
    looks: tellViews(views, 'enquiries', { at: enquiryFilter.at(filter), role }),
  }),
});

/** One enquiry: what was asked, who it may be, what comes next. */
export const enquiryScreen = screen({
  permission: 'enquiries.read',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'enquiries', id }),
  ask: askEnquiry,
  tell: (answers, _id, { identity: { timeZone }, now }) => {
    const detail = tellEnquiry(answers);
    if (!detail) return undefined;
    const { enquiry, bookingStatus } = detail;
    const today = dayKey(now, timeZone);
    const facts =
      enquiry.source === 'whatsapp' && enquiry.message && !enquiry.bookingId
        ? readPlainFacts(enquiry.message, today)
        : { day: null, guests: null };
    return {
      ...detail,
      today,
      /** What their message says plainly and nobody has taken over. */
      offered: {
        day: enquiry.eventDate ? null : facts.day,
        guests: enquiry.guests ? null : facts.guests,
      },
      maySpam: enquiry.spamAt === null && mayMarkSpam(enquiry).ok,
      mayBook: mayBook({ ...enquiry, bookingStatus }).ok,
    };
  },
});

/** An empty form. */
export const newEnquiryScreen = screen({
  permission: 'enquiries.work',
  input: () => 'new' as const,
  ask: nothingAsked,
  tell: (_, input) => ({ form: input }),
});

/** An enquiry's form as it is stored now. */
export const editEnquiryScreen = screen({
  permission: 'enquiries.work',
  input: idAt('id'),
  ask: askEnquiry,
  tell: (answers, _id, { identity: { currency, locale } }) => {
    const detail = tellEnquiry(answers);
    if (!detail) return undefined;
    const { id, name, version, bookingId } = detail.enquiry;
    return {
      id,
      name,
      version,
      booked: bookingId !== null,
      values: valuesOf(detail.enquiry, { currency, locale }),
    };
  },
});

/** The booking's form, filled with what was asked. */
export const bookEnquiryScreen = screen({
  permission: 'bookings.create',
  input: idAt('id'),
  ask: (tx, id, now) =>
    [
      askStaffPrices(tx),
      askExemptionOf(tx, { id }),
      ...askBookingForm(tx),
      ...askEnquiry(tx, id, now),
    ] as const,
  tell: (
    [[own], [exempt], dishes, services, packages, company, profiles, ...asked],
    _id,
    { identity: { role } },
  ) => {
    const detail = tellEnquiry(asked);
    if (!detail) return undefined;
    const { enquiry, bookingStatus, likely } = detail;
    return {
      ...tellBookingForm([dishes, services, packages, company, profiles]),
      enquiry: { id: enquiry.id, name: enquiry.name, hasDay: enquiry.eventDate !== null },
      decision: mayBook({ ...enquiry, bookingStatus }),
      customer: enquiry.customerId
        ? {
            ...{ id: enquiry.customerId, name: detail.card.name, phone: enquiry.phone },
            exemption: exemptionOf(exempt),
          }
        : undefined,
      likely,
      mayAddCustomer: may(role, 'customers.write'),
      mayPrice: mayPrice(role, own),
      // The form's times are the company's clock and no instants, which is what names of this kind are taken for on the way.
      asked: askedOf(enquiry),
    };
  },
});

/** How the company takes enquiries. */
export const enquirySettingsScreen = screen({
  permission: 'settings.read',
  input: () => 'settings' as const,
  ask: (tx) => [askSettings(tx)] as const,
  tell: ([[stored]]) => ({
    formAddress: stored ? new URL(`/e/${stored.formKey}`, required('PUBLIC_URL')).href : null,
    version: stored?.version ?? 0,
    formOn: stored?.formOn ?? false,
    sites: stored?.sites ?? [],
    heading: stored?.heading ?? null,
    intro: stored?.intro ?? null,
    thanks: stored?.thanks ?? null,
    consentWords: stored?.consentWords ?? usualConsent,
    highValue: stored?.highValue ?? null,
    urgentDays: stored?.urgentDays ?? 7,
    answerWithin: stored?.answerWithin ?? 60,
  }),
});
