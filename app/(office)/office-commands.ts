import type { Command } from '@/components/frame/nav';
import { kindWords } from '@/components/imports/words';
import { may, type Permission, type Role } from '@/lib/auth/permissions';
import { catalogue, reportPermissions } from '@/lib/reports/catalogue';
import { settingsOf } from './settings/parts';

type Guarded = Command & { permission: Permission };

const commands: Guarded[] = [
  { label: 'Notifications', href: '/notifications', icon: 'bell', permission: 'alerts.read' },
  { label: 'Today’s run sheet', href: '/calendar/today', icon: 'today', permission: 'runsheet.read' },
  {
    label: 'Diets tomorrow',
    href: '/calendar?view=day&date=tomorrow&diets=1',
    icon: 'diets',
    permission: 'calendar.read',
  },
  { label: 'Kitchen production sheet', href: '/kitchen', icon: 'menu', permission: 'kitchen.sheet' },
  { label: 'My account', href: '/account', icon: 'customers', permission: 'office.open' },
  { label: 'Work in another company', href: '/account', icon: 'right', permission: 'office.open' },
  {
    label: 'My calendar elsewhere',
    href: '/calendar/subscribe',
    icon: 'calendar',
    permission: 'calendar.read',
  },
  ...catalogue.map(({ key, title, reads }) => ({
    ...{ label: `Report: ${title}`, href: `/reports/${key}`, icon: 'reports' as const },
    permission: reportPermissions[reads],
  })),
  { label: 'Exports', href: '/exports', icon: 'down', permission: 'exports.run' },
  { label: 'Cash-up', href: '/cash-up', icon: 'money', permission: 'payments.record' },
  { label: 'Dishes', href: '/menu', icon: 'menu', permission: 'menu.read' },
  { label: 'Services', href: '/menu/services', icon: 'menu', permission: 'menu.read' },
  { label: 'Packages', href: '/menu/packages', icon: 'menu', permission: 'menu.read' },
  { label: 'Categories', href: '/menu/categories', icon: 'menu', permission: 'menu.read' },
  { label: 'Invite a colleague', href: '/settings/people', icon: 'plus', permission: 'settings.write' },
  { label: 'New enquiry', href: '/enquiries/new', icon: 'plus', permission: 'enquiries.work' },
  { label: 'New booking', href: '/bookings/new', icon: 'plus', permission: 'bookings.create' },
  { label: 'New customer', href: '/customers/new', icon: 'plus', permission: 'customers.write' },
  { label: 'New dish', href: '/menu/new', icon: 'plus', permission: 'menu.write' },
  { label: 'New service', href: '/menu/services/new', icon: 'plus', permission: 'menu.write' },
  { label: 'New package', href: '/menu/packages/new', icon: 'plus', permission: 'menu.write' },
  ...Object.entries(kindWords).map(([kind, { label }]) => ({
    ...{ label: `Import ${label.toLowerCase()}`, href: `/settings/imports?kind=${kind}` },
    ...{ icon: 'up' as const, permission: 'imports.run' as const },
  })),
];

/** What ⌘K offers besides the screens. */
export function officeCommands(role: Role): Command[] {
  const offered = commands
    .filter(({ permission }) => may(role, permission))
    .map(({ permission: _, ...command }) => command);
  const parts = settingsOf(role).flatMap((group) => group.parts);
  return [
    ...offered,
    ...parts.map(({ label, href }) => ({ label: `Settings: ${label}`, href, icon: 'settings' as const })),
  ];
}
