import 'server-only';
import type { Answers } from '@/db/prepared';
import { countRows } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { may, type Role } from '@/lib/auth/permissions';
import { askNewDevices, tellNewDevices } from '@/lib/auth/portal/new-devices';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askComments, tellComments } from '@/lib/comments/queries';
import { askOwnExemption } from '@/lib/customers/billing/queries';
import { exemptionOf } from '@/lib/customers/billing/rules';
import { askPortal, tellPortal } from '@/lib/customers/portal-queries';
import { askCustomerChoice, choiceOf } from '@/lib/customers/queries';
import { askViews, tellViews } from '@/lib/lists/queries';
import { csvPage } from '@/lib/platform/csv';
import { dayKey } from '@/lib/platform/format/dates';
import { pickedIds } from '@/lib/platform/list-filter';
import { idAt, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { askPricing, pricingOf } from '@/lib/pricing/queries';
import { askShownRate, tellShownRate } from '@/lib/pricing/rates/queries';
import { bookAgain } from './book-again';
import { askTeam } from './calendar/queries';
import { askCancellation } from './cancelling/queries';
import { askDiets, askServedDishes, tellDiets, tellServedDishes } from './diets/queries';
import { valuesOf } from './form-values';
import { type BookingFilter, bookingFilter } from './list-filter';
import {
  askBookingRows,
  askBookings,
  askOwnBookings,
  tellBookingRows,
  tellBookings,
  tellOwnBookings,
} from './list-queries';
import { askOnline, tellOnline } from './money/online/queries';
import { askPapers, tellPapers } from './money/queries';
import { billable } from './money/rules';
import {
  askOccasionChoices,
  askOccasionOf,
  askOwnOccasions,
  tellOccasion,
  tellOccasions,
} from './occasions/queries';
import { askPhotos, tellPhotos } from './photos/queries';
import {
  askBooking,
  askBookingForm,
  askFilledForm,
  tellBooking,
  tellBookingForm,
  tellFilledForm,
} from './queries';
import { mayChangeGuarded, mayEdit } from './rules';
import { askSchedule } from './schedule/queries';
import { askSeries, tellSeries } from './series/queries';
import { askTasks, tellTasks } from './tasks/queries';
import { tellTaxOffer } from './tax-offer';
import { askTermsInForce } from './terms/queries';
import { askTimeline, tellTimeline } from './timeline-queries';
import { askVersions, tellVersions } from './versions/queries';

/** The office's list of bookings. */
export const bookingsScreen = screen({
  permission: 'bookings.read',
  input: ({ search }) => bookingFilter.read(search),
  ask: (tx, filter, now) => [...askBookings(tx, filter, now), askViews(tx, 'bookings')] as const,
  tell: ([rows, counts, views], filter, { identity }) => ({
    filter,
    ...tellBookings([rows, counts], filter),
    looks: tellViews(views, 'bookings', { at: bookingFilter.at(filter), role: identity.role }),
    mayImport: may(identity.role, 'imports.run'),
  }),
});

/** The same as a file: all of it, or what was selected. */
export const bookingsFile = sheetScreen({
  permission: 'bookings.read',
  input: ({ search }) => ({ filter: bookingFilter.read(search), ids: pickedIds(search) }),
  ask: (tx, input, now) => askBookingRows(tx, { ...input, now }, csvPage),
  tell: (answers, { filter }) => tellBookingRows(answers, filter, csvPage),
  // Groups only put them in another order.
  count: (tx, { filter: { group: _, ...filter }, ids }, now, most) =>
    countRows(askBookingRows(tx, { filter, ids, now }, most)[0]),
});

/** A client's own bookings. Search looks through everyone's, so it is the office's only. */
export const myBookingsScreen = screen({
  permission: 'portal.read',
  input: ({ search: { after, before } }): BookingFilter => ({
    ...bookingFilter.read({ after, before }),
    when: 'all',
  }),
  ask: (tx, filter, now, here) =>
    [
      askNewDevices(tx, { here: here ?? '' }),
      askOwnOccasions(tx),
      ...askOwnBookings(tx, filter, now),
    ] as const,
  tell: ([devices, occasions, ...answers], filter) => ({
    filter,
    newDevices: tellNewDevices(devices),
    ...tellOwnBookings(answers, filter),
    occasions: tellOccasions(occasions),
  }),
});

/** What could be billed, to whoever may. */
const onlyBillers = (role: Role, bill: ReturnType<typeof billable>) => ({
  ...bill,
  mayIssue: bill.mayIssue && may(role, 'invoices.issue'),
});

/** One booking with everything about it and what happened to it. */
export const bookingScreen = screen({
  permission: 'bookings.read',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'bookings', id }),
  joined: true,
  ask: (tx, id, now) =>
    [
      askCancellation(tx, { id, now: now.toISOString() }),
      ...askBooking(tx, id),
      askTasks(tx, { id }),
      askTeam(tx),
      askVersions(tx, { id }),
      askSeries(tx, { id }),
      askOccasionOf(tx, { id }),
      askOccasionChoices(tx, { id }),
      askTermsInForce(tx),
      askSchedule(tx, { id }),
      askPortal(tx, { id }),
      ...askPapers(tx, id),
      ...askOnline(tx, id),
      askPhotos(tx, { id }),
      askDiets(tx, { id }),
      askServedDishes(tx, { id }),
      askShownRate(tx, id, now),
      ...askPricing(tx),
      ...askComments(tx, id),
      ...askTimeline(tx, id),
    ] as const,
  tell: (
    // biome-ignore format: one line reads better than twenty
    [[cancellation], heads, lines, paid, given, tasks, team, versions, series, occasion, occasions, [company], schedule, portal, documents, others, asked, keys, photos, diets, dishes, shown, priced, profiles, said, colleagues, waits, ...history],
    id,
    { identity, now },
  ) => {
    const detail = tellBooking([heads, lines, paid, given]);
    return (
      detail && {
        detail: { ...detail, shown: tellShownRate(shown) },
        taxOffer: tellTaxOffer(detail, pricingOf(priced, profiles)),
        tasks: tellTasks(tasks),
        team,
        versions: tellVersions(versions),
        series: tellSeries(series),
        occasion: tellOccasion(occasion),
        occasions,
        papers: {
          ...tellPapers([documents, others]),
          online: { ...tellOnline([asked, keys]), maySettle: may(identity.role, 'payments.return') },
          schedule,
          ...onlyBillers(
            identity.role,
            billable(detail.booking, documents, dayKey(now, identity.timeZone), company?.invoiceDays ?? 0),
          ),
        },
        cancellation,
        portal: tellPortal(portal),
        photos: tellPhotos(photos),
        diets: tellDiets(diets),
        dishes: tellServedDishes(dishes),
        finalCountDays: company?.finalCountDays ?? 0,
        mayPrice: mayPrice(identity.role, company),
        talk: tellComments([said, colleagues, waits], { kind: 'booking', id }, { identity, now }),
        timeline: tellTimeline(history, identity),
      }
    );
  },
});

/** An empty booking form, for the customer that the address names if it names one. */
export const newBookingScreen = screen({
  permission: 'bookings.create',
  input: ({ search }) => ({ customer: typeof search.customer === 'string' ? search.customer : undefined }),
  ask: (tx, { customer }) =>
    [askCustomerChoice(tx, customer), askStaffPrices(tx), ...askBookingForm(tx)] as const,
  tell: ([[customer], [company], ...form], _input, { identity }) => ({
    customer: customer && choiceOf(customer),
    mayAddCustomer: may(identity.role, 'customers.write'),
    mayPrice: mayPrice(identity.role, company),
    ...tellBookingForm(form),
  }),
});

const askOfficeEdit = (tx: Tx, id: string) => [askStaffPrices(tx), ...askFilledForm(tx, id)] as const;

/** The same filled in from a booking that there was, whatever became of it. */
export const bookAgainScreen = screen({
  permission: 'bookings.create',
  input: idAt('id'),
  ask: askOfficeEdit,
  tell: ([[company], ...answers], _id, { identity }) => {
    const told = tellFilledForm(answers);
    if (!told) return undefined;
    const { detail, form } = told;
    return {
      ...form,
      mayPrice: mayPrice(identity.role, company),
      customer: choiceOf(detail.customer),
      mayAddCustomer: may(identity.role, 'customers.write'),
      from: {
        id: detail.booking.id,
        reference: detail.booking.reference,
        startsAt: detail.booking.startsAt,
        endsAt: detail.booking.endsAt,
      },
      again: bookAgain(detail, { menu: form.menu, timeZone: form.pricing.timeZone }),
    };
  },
});

function tellEdit(answers: Answers<ReturnType<typeof askFilledForm>>, role: Role) {
  const told = tellFilledForm(answers);
  if (!told) return undefined;
  const { detail, form } = told;
  const { lines } = detail;
  const customer = choiceOf(detail.customer);
  const { id, version, reference, eventName, status } = detail.booking;
  return {
    ...form,
    head: { id, reference, eventName, status },
    decision: mayEdit(status, role),
    locked: !mayChangeGuarded(status, role),
    customer,
    initial: valuesOf(detail.booking, lines, form.pricing.timeZone),
    edited: { id, version, stored: { ...detail.booking, lines } },
  };
}

/** The form of a booking as it is stored now, or why it can't be changed any more. */
export const editBookingScreen = screen({
  permission: 'bookings.update',
  input: idAt('id'),
  ask: askOfficeEdit,
  tell: ([[company], ...answers], _id, { identity: { role } }) => {
    const told = tellEdit(answers, role);
    return (
      told && {
        ...told,
        mayAddCustomer: may(role, 'customers.write'),
        mayPrice: mayPrice(role, company),
      }
    );
  },
});

/** A client's empty form. */
export const planEventScreen = screen({
  permission: 'portal.book',
  input: () => 'new' as const,
  ask: (tx) => [askOwnExemption(tx), ...askBookingForm(tx)] as const,
  tell: ([[own], ...answers]) => ({ exemption: exemptionOf(own), ...tellBookingForm(answers) }),
});

/** A client's form of an own enquiry. */
export const changeEnquiryScreen = screen({
  permission: 'portal.book',
  input: idAt('id'),
  ask: askFilledForm,
  tell: (answers) => tellEdit(answers, 'client'),
});
