import type { Command } from '@/components/frame/nav';
import { kindWords } from '@/components/imports/words';
import { may, type Permission, type Role } from '@/lib/auth/permissions';
import { catalogue, reportPermissions } from '@/lib/reports/catalogue';
import { settingsOf } from './settings/parts';

type Guarded = Command & { permission: Permission };

const places: Guarded[] = [
  { label: 'Notifications', href: '/notifications', icon: 'bell', permission: 'alerts.read' },
  { label: 'Today’s run sheet', href: '/calendar/today', icon: 'today', permission: 'runsheet.read' },
  {
    label: 'Diets tomorrow',
    href: '/calendar?view=day&date=tomorrow&diets=1',
    icon: 'diets',
    permission: 'calendar.read',
  },
  { label: 'Kitchen production sheet', href: '/kitchen', icon: 'menu', permission: 'kitchen.sheet' },
  { label: 'Dishes', href: '/menu', icon: 'menu', permission: 'menu.read' },
  { label: 'Packages', href: '/menu/packages', icon: 'menu', permission: 'menu.read' },
  { label: 'Services', href: '/menu/services', icon: 'menu', permission: 'menu.read' },
  { label: 'Categories', href: '/menu/categories', icon: 'menu', permission: 'menu.read' },
  { label: 'Cash-up', href: '/cash-up', icon: 'money', permission: 'payments.record' },
  { label: 'Exports', href: '/exports', icon: 'down', permission: 'exports.run' },
  ...catalogue.map(({ key, title, reads }) => ({
    ...{ label: `Report: ${title}`, href: `/reports/${key}`, icon: 'reports' as const },
    permission: reportPermissions[reads],
  })),
  { label: 'My account', href: '/account', icon: 'customers', permission: 'office.open' },
  {
    label: 'Events in my own calendar',
    href: '/calendar/subscribe',
    icon: 'calendar',
    permission: 'calendar.read',
  },
];

const deeds: Guarded[] = [
  { label: 'New enquiry', href: '/enquiries/new', icon: 'plus', permission: 'enquiries.work' },
  { label: 'New booking', href: '/bookings/new', icon: 'plus', permission: 'bookings.create' },
  { label: 'New customer', href: '/customers/new', icon: 'plus', permission: 'customers.write' },
  { label: 'New dish', href: '/menu/new', icon: 'plus', permission: 'menu.write' },
  { label: 'New package', href: '/menu/packages/new', icon: 'plus', permission: 'menu.write' },
  { label: 'New service', href: '/menu/services/new', icon: 'plus', permission: 'menu.write' },
  ...Object.entries(kindWords).map(([kind, { label }]) => ({
    ...{ label: `Import ${label.toLowerCase()}`, href: `/settings/imports?kind=${kind}` },
    ...{ icon: 'up' as const, permission: 'imports.run' as const },
  })),
  { label: 'Invite a colleague', href: '/settings/people', icon: 'plus', permission: 'settings.write' },
  { label: 'Work in another company', href: '/account', icon: 'right', permission: 'office.open' },
];

const open = (commands: readonly Guarded[], role: Role): Command[] =>
  commands.filter(({ permission }) => may(role, permission)).map(({ permission: _, ...command }) => command);

/** What ⌘K offers besides the screens: what can be done, and where else one can go. */
export function officeCommands(role: Role): { deeds: Command[]; places: Command[] } {
  const parts = settingsOf(role).flatMap((group) => group.parts);
  const settings = parts.map(({ label, href }) => ({
    ...{ label: `Settings: ${label}`, href, icon: 'settings' as const },
  }));
  return { deeds: open(deeds, role), places: [...open(places, role), ...settings] };
}
