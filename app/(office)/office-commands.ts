import type { Command } from '@/components/frame/nav';
import { may, type Permission, type Role } from '@/lib/auth/permissions';
import { catalogue, reportPermissions } from '@/lib/reports/catalogue';
import { settingsOf } from './settings/parts';

type Guarded = Command & { permission: Permission };

const commands: Guarded[] = [
  { label: 'Notifications', href: '/notifications', permission: 'alerts.read' },
  { label: 'Kitchen production sheet', href: '/kitchen', permission: 'kitchen.sheet' },
  { label: 'My account', href: '/account', permission: 'office.open' },
  { label: 'Work in another company', href: '/account', permission: 'office.open' },
  ...catalogue.map(({ key, title, reads }) => ({
    ...{ label: `Report: ${title}`, href: `/reports/${key}`, permission: reportPermissions[reads] },
  })),
  { label: 'Exports', href: '/exports', permission: 'exports.run' },
  { label: 'Cash-up', href: '/cash-up', permission: 'payments.record' },
  { label: 'Invite a colleague', href: '/settings/people', permission: 'settings.write' },
  { label: 'New enquiry', href: '/enquiries/new', permission: 'enquiries.work' },
  { label: 'New booking', href: '/bookings/new', permission: 'bookings.create' },
  { label: 'New customer', href: '/customers/new', permission: 'customers.write' },
  { label: 'Import customers', href: '/settings/imports', permission: 'imports.run' },
];

/** What ⌘K offers besides the screens. */
export function officeCommands(role: Role): Command[] {
  const offered = commands
    .filter(({ permission }) => may(role, permission))
    .map(({ permission: _, ...command }) => command);
  const parts = settingsOf(role).flatMap((group) => group.parts);
  return [...offered, ...parts.map(({ label, href }) => ({ label: `Settings: ${label}`, href }))];
}
