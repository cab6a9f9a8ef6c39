import type { NavItem } from '@/components/frame/nav';
import { may, type Permission, type Role } from '@/lib/auth/permissions';
import { catalogue } from '@/lib/reports/catalogue';
import { settingsOf } from './settings/parts';

type Guarded = NavItem & { permission: Permission };

const items: Guarded[] = [
  { label: 'Today', href: '/dashboard', icon: 'today', key: 't', permission: 'dashboard.read' },
  { label: 'Enquiries', href: '/enquiries', icon: 'enquiries', key: 'e', permission: 'enquiries.read' },
  { label: 'Bookings', href: '/bookings', icon: 'bookings', key: 'b', permission: 'bookings.read' },
  { label: 'Calendar', href: '/calendar', icon: 'calendar', key: 'a', permission: 'bookings.read' },
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
    permission: 'reports.read',
  },
];

const settings: NavItem = {
  label: 'Settings',
  href: '/settings',
  icon: 'settings',
  key: 's',
  apart: true,
};

/** The rail of a role: only screens it may open. */
export function officeItems(role: Role): NavItem[] {
  const open = items
    .filter(({ permission }) => may(role, permission))
    .map(({ permission: _, ...item }) => item);
  return settingsOf(role).length > 0 ? [...open, settings] : open;
}

/** What ⌘K offers besides the screens. */
export function officeCommands(role: Role): { label: string; href: string; key?: string }[] {
  return [
    { label: 'Notifications', href: '/notifications' },
    { label: 'Kitchen production sheet', href: '/kitchen' },
    { label: 'My account', href: '/account' },
    ...catalogue
      .filter(({ advanced }) => may(role, advanced ? 'reports.advanced' : 'reports.read'))
      .map(({ key, title }) => ({ label: `Report: ${title}`, href: `/reports/${key}` })),
    { label: 'Exports', href: '/exports' },
    ...settingsOf(role).flatMap(({ parts }) =>
      parts.map(({ label, href }) => ({ label: `Settings: ${label}`, href })),
    ),
    ...(may(role, 'settings.write') ? [{ label: 'Invite a colleague', href: '/settings/people' }] : []),
    ...(may(role, 'enquiries.work') ? [{ label: 'New enquiry', href: '/enquiries/new' }] : []),
    ...(may(role, 'bookings.create') ? [{ label: 'New booking', href: '/bookings/new' }] : []),
    ...(may(role, 'customers.write') ? [{ label: 'New customer', href: '/customers/new' }] : []),
    ...(may(role, 'imports.run') ? [{ label: 'Import customers', href: '/settings/imports' }] : []),
  ];
}
