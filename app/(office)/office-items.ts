import type { NavItem } from '@/components/frame/nav';
import { may, type Permission, type Role } from '@/lib/auth/permissions';

type Guarded = NavItem & { permission: Permission; unless?: Permission };

const items: Guarded[] = [
  { label: 'Today', href: '/dashboard', icon: 'today', key: 't', permission: 'dashboard.read' },
  { label: 'Enquiries', href: '/enquiries', icon: 'enquiries', key: 'e', permission: 'enquiries.read' },
  { label: 'Bookings', href: '/bookings', icon: 'bookings', key: 'b', permission: 'bookings.read' },
  { label: 'Calendar', href: '/calendar', icon: 'calendar', key: 'a', permission: 'calendar.read' },
  // Who has the calendar and Today finds both sheets there.
  {
    label: 'Kitchen',
    href: '/kitchen',
    icon: 'menu',
    key: 'p',
    permission: 'kitchen.sheet',
    unless: 'calendar.read',
  },
  {
    label: 'Run sheet',
    href: '/calendar/today',
    icon: 'today',
    key: 't',
    permission: 'runsheet.read',
    unless: 'calendar.read',
  },
  { label: 'Invoices', href: '/invoices', icon: 'documents', key: 'i', permission: 'invoices.read' },
  { label: 'Messages', href: '/messages', icon: 'messages', key: 'm', permission: 'messages.read' },
  { label: 'Cases', href: '/cases', icon: 'cases', key: 'c', permission: 'cases.read' },
  { label: 'Feedback', href: '/feedback', icon: 'feedback', key: 'f', permission: 'feedback.read' },
  { label: 'Customers', href: '/customers', icon: 'customers', key: 'k', permission: 'customers.read' },
  { label: 'Menu', href: '/menu', icon: 'menu', key: 'n', permission: 'menu.read' },
  { label: 'Insights', href: '/insights', icon: 'reports', key: 'v', permission: 'insights.read' },
  {
    label: 'Reports',
    href: '/reports',
    icon: 'reports',
    key: 'r',
    apart: true,
    permission: 'reports.open',
  },
];

const settings: NavItem = {
  label: 'Settings',
  href: '/settings',
  icon: 'settings',
  key: 's',
  apart: true,
};

/** Any of them opens a part of the settings (`settings/parts`, whose words the rail does without). */
const settingsDoors: readonly Permission[] = [
  'settings.read',
  'rates.read',
  'ledger.read',
  'privacy.manage',
  'audit.read',
  'security.read',
  'monitoring.read',
  'imports.run',
];

/** The rail of a role: only screens it may open. */
export function officeItems(role: Role): NavItem[] {
  const open = items
    .filter(({ permission, unless }) => may(role, permission) && !(unless && may(role, unless)))
    .map(({ permission: _, unless: __, ...item }) => item);
  return settingsDoors.some((door) => may(role, door)) ? [...open, settings] : open;
}
