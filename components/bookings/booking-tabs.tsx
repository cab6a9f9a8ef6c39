import { lazy, Suspense } from 'react';
import { Notice } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import { may, type Role } from '@/lib/auth/permissions';
import type { GuestDiet } from '@/lib/bookings/diets/queries';
import type { ServedDish } from '@/lib/bookings/diets/rules';
import type { BookingPhoto } from '@/lib/bookings/photos/queries';
import type { BookingDetail } from '@/lib/bookings/queries';
import { mayPlan } from '@/lib/bookings/schedule/rules';
import type { Series } from '@/lib/bookings/series/queries';
import type { BookingTask } from '@/lib/bookings/tasks/queries';
import type { Version } from '@/lib/bookings/versions/rules';
import {
  discountDialog,
  isPayable,
  paymentDialog,
  planDialog,
  serviceChargeDialog,
  takesDiscount,
  takesVoucher,
  voucherDialog,
} from './booking-actions';
import { GuestsAndDiets } from './booking-facts';
import { GuestDiets } from './diets/guest-diets';
import { MenuAndServices } from './menu-lines';
import { BookingMoney, type BookingPapers } from './money/booking-money';
import { BookingPhotos } from './photos/booking-photos';
import { BookingTasks } from './tasks/booking-tasks';
import { BookingVersions } from './versions/booking-versions';

const BookingSeries = lazy(() => import('./series/booking-series'));

/** `rest`: of the label, what a phone has no room for. */
const tabs = [
  { key: 'menu', label: 'Menu', rest: ' & services' },
  { key: 'guests', label: 'Guests', rest: ' & diets' },
  { key: 'money', label: 'Money' },
  { key: 'tasks', label: 'Tasks' },
  { key: 'versions', label: 'Versions' },
  { key: 'series', label: 'Series' },
] as const;
export type Tab = (typeof tabs)[number]['key'];

/** The tab that an address asks for. */
export function readTab(given: string | string[] | undefined): Tab {
  return tabs.find(({ key }) => key === given)?.key ?? 'menu';
}

type Props = {
  detail: BookingDetail;
  /** What is done for it, and what became of what was agreed. */
  work: {
    tasks: readonly BookingTask[];
    team: readonly { id: string; name: string }[];
    versions: readonly Version[];
    series: Series | undefined;
    mayPrice: boolean;
    diets: readonly GuestDiet[];
    dishes: readonly ServedDish[];
    photos: readonly BookingPhoto[];
    papers: BookingPapers;
  };
  role: Role;
  active: Tab;
  currency: string;
  locale: string;
  timeZone: string;
  now: Date;
};

function TabLabel({ label, rest }: { label: string; rest: string }) {
  return (
    <span>
      {label}
      <span className="max-sm:sr-only">{rest}</span>
    </span>
  );
}

/** The parts of a booking, each with its own address. */
export function BookingTabs({ detail, work, role, active, currency, locale, timeZone, now }: Props) {
  const { booking, lines } = detail;
  const { tasks, team, versions, series, photos, mayPrice, diets, dishes } = work;
  const priced = mayPrice && takesDiscount(booking);
  const where = { timeZone, locale };
  const toDo = tasks.filter(({ doneAt }) => !doneAt).length;
  const counts: Partial<Record<Tab, number>> = {
    menu: lines.length,
    guests: diets.length || undefined,
    tasks: toDo || undefined,
    versions: versions.length || undefined,
    series: series?.members.length,
  };
  const place = { currency, locale };
  // Most bookings are of no series: the menu leads to making one.
  const isShown = ({ key }: { key: Tab }) => key !== 'series' || series !== undefined || active === 'series';
  return (
    <div className="min-w-0">
      {booking.status === 'cancelled' && booking.cancelReason ? (
        <div className="mb-4">
          <Notice title="Cancelled">{booking.cancelReason}</Notice>
        </div>
      ) : null}
      <Tabs
        label="Booking"
        tabs={tabs.filter(isShown).map(({ key, label, ...more }) => ({
          label: 'rest' in more ? <TabLabel {...more} label={label} /> : label,
          href: key === 'menu' ? `/bookings/${booking.id}` : `/bookings/${booking.id}?tab=${key}`,
          active: key === active,
          count: counts[key],
        }))}
      />
      {active === 'menu' ? <MenuAndServices detail={detail} {...place} /> : null}
      {active === 'tasks' ? (
        <>
          <BookingTasks {...{ booking, tasks, team, where, now }} />
          <BookingPhotos {...{ booking, photos, where }} />
        </>
      ) : null}
      {active === 'versions' ? <BookingVersions {...{ versions, where }} /> : null}
      {active === 'series' ? (
        <Suspense>
          <BookingSeries {...{ booking, series, where }} />
        </Suspense>
      ) : null}
      {active === 'guests' ? (
        <GuestsAndDiets booking={booking} diets={<GuestDiets {...{ booking, diets, dishes }} />} />
      ) : null}
      {active === 'money' ? (
        <BookingMoney
          discountDialog={priced ? discountDialog : undefined}
          chargeDialog={priced ? serviceChargeDialog : undefined}
          planDialog={mayPlan(booking, work.mayPrice).ok ? planDialog : undefined}
          detail={detail}
          papers={work.papers}
          {...place}
          timeZone={timeZone}
          paymentDialog={may(role, 'payments.record') && isPayable(booking) ? paymentDialog : undefined}
          voucherDialog={may(role, 'bookings.update') && takesVoucher(booking) ? voucherDialog : undefined}
        />
      ) : null}
    </div>
  );
}
