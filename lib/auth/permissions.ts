import type { roles } from '@/db/enums';

export type Role = (typeof roles)[number];

/** Who may do what. The database holds the same by policies and grants; this table says it early and kindly. */
const table = {
  'dashboard.read': ['manager', 'staff'],
  'insights.read': ['manager', 'staff'],
  'insights.money': ['manager'],
  'bookings.read': ['manager', 'staff'],
  'bookings.create': ['manager', 'staff'],
  'bookings.update': ['manager', 'staff'],
  'bookings.advance': ['manager', 'staff'],
  'bookings.cancel': ['manager', 'staff'],
  'payments.record': ['manager', 'staff'],
  'payments.return': ['manager'],
  'invoices.read': ['manager', 'staff'],
  'invoices.issue': ['manager', 'staff'],
  'invoices.credit': ['manager'],
  'ledger.read': ['manager'],
  'enquiries.read': ['manager', 'staff'],
  'enquiries.work': ['manager', 'staff'],
  'customers.read': ['manager', 'staff'],
  'customers.write': ['manager'],
  'customers.merge': ['manager'],
  'consents.record': ['manager', 'staff'],
  'menu.read': ['manager', 'staff'],
  'menu.write': ['manager', 'staff'],
  'menu.delete': ['manager'],
  'messages.read': ['manager', 'staff'],
  'messages.reply': ['manager', 'staff'],
  'feedback.read': ['manager', 'staff'],
  'feedback.correct': ['manager', 'staff'],
  'feedback.record': ['manager', 'staff'],
  'cases.read': ['manager', 'staff'],
  'cases.work': ['manager', 'staff'],
  'cases.approve': ['manager'],
  'alerts.read': ['manager', 'staff'],
  'reports.read': ['manager', 'staff'],
  'reports.advanced': ['manager'],
  'reports.limited': ['client'],
  'imports.run': ['manager'],
  'exports.run': ['manager', 'staff'],
  'settings.read': ['manager'],
  'settings.write': ['manager'],
  'audit.read': ['manager'],
  'account.write': ['manager', 'staff', 'client'],
  'portal.read': ['client'],
  'portal.feedback': ['client'],
  'portal.book': ['client'],
  'portal.pay': ['client'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;
/** The roles that have a permission. */
export type RoleWith<P extends Permission> = (typeof table)[P][number];

/** Whether a role has a permission. */
export function may(role: Role, permission: Permission): boolean {
  return (table[permission] as readonly Role[]).includes(role);
}
