import { lazy } from 'react';
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
import { MenuAndServices } from './menu-lines';
import type { BookingPapers } from './money/booking-money';

// Most who open a booking look at its menu. Without a boundary of their own: on the server the page waits for them, and in
// the browser the tab before stays until they are there.
const code = {
  money: () => import('./money/booking-money'),
  tasks: () => import('./tasks/tasks-tab'),
  guests: () => import('./diets/guests-tab'),
  versions: () => import('./versions/booking-versions'),
  series: () => import('./series/booking-series'),
};
const BookingMoney = lazy(code.money);
const TasksTab = lazy(code.tasks);
const GuestsTab = lazy(code.guests);
const BookingVersions = lazy(code.versions);
const BookingSeries = lazy(code.series);

/** Fetches the code of the other tabs as soon as somebody goes near them. */
function fetchTabs() {
  for (const load of Object.values(code)) load().catch(() => undefined);
}

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
        near={fetchTabs}
        tabs={tabs.filter(isShown).map(({ key, label, ...more }) => ({
          label: 'rest' in more ? <TabLabel {...more} label={label} /> : label,
          href: key === 'menu' ? `/bookings/${booking.id}` : `/bookings/${booking.id}?tab=${key}`,
          active: key === active,
          count: counts[key],
        }))}
      />
      {active === 'menu' ? <MenuAndServices detail={detail} {...place} /> : null}
      {active === 'tasks' ? <TasksTab {...{ booking, tasks, team, photos, where, now }} /> : null}
      {active === 'versions' ? <BookingVersions {...{ versions, where }} /> : null}
      {active === 'series' ? <BookingSeries {...{ booking, series, where }} /> : null}
      {active === 'guests' ? <GuestsTab {...{ booking, diets, dishes }} /> : null}
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
