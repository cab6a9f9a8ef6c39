import type { roles } from '@/db/enums';

export type Role = (typeof roles)[number];

/** Those who run events; who keep the books; who take money; who work for the company at all. */
const events = ['manager', 'planner', 'staff'] as const;
const books = ['manager', 'accountant'] as const;
const money = ['manager', 'accountant', 'staff'] as const;
const desk = ['manager', 'planner', 'accountant', 'staff'] as const;
const office = [...desk, 'kitchen', 'driver'] as const;

/** Who may do what. The database holds the same by policies and grants; this table says it early and kindly. */
const table = {
  'office.open': office,
  'dashboard.read': events,
  'insights.read': events,
  'insights.money': ['manager'],
  'bookings.read': desk,
  'bookings.create': events,
  'bookings.update': events,
  'bookings.advance': events,
  'bookings.cancel': events,
  /** Changing what was agreed, going over the limits, asking for another fee than the terms. */
  'bookings.overrule': ['manager'],
  'calendar.read': events,
  'kitchen.sheet': [...events, 'kitchen'],
  'kitchen.papers': events,
  /** Who can be sent to an event, and given its tasks. */
  'events.attend': [...events, 'kitchen', 'driver'],
  /** Kitchen and road tick what is theirs: given to them by name, or to whoever does that work. */
  'tasks.tick': [...events, 'kitchen', 'driver'],
  'runsheet.read': [...events, 'driver'],
  'runsheet.work': [...events, 'driver'],
  'payments.record': money,
  'payments.return': books,
  'invoices.read': desk,
  'invoices.issue': money,
  'invoices.credit': books,
  'writeoffs.decide': ['manager'],
  'ledger.read': books,
  'ledger.write': books,
  'rates.read': books,
  'rates.write': books,
  'enquiries.read': events,
  'enquiries.work': events,
  'customers.read': desk,
  'customers.write': ['manager', 'planner'],
  'customers.billing': books,
  'portal.invite': events,
  'customers.merge': ['manager'],
  'consents.record': events,
  'menu.read': events,
  'menu.write': events,
  'menu.delete': ['manager'],
  'prices.set': ['manager'],
  /** Where the company lets its staff. */
  'prices.set_if_let': ['planner', 'staff'],
  'costs.read': ['manager'],
  'messages.read': events,
  'messages.reply': events,
  'feedback.read': events,
  'feedback.correct': events,
  'feedback.record': events,
  'cases.read': events,
  'cases.work': events,
  'cases.approve': ['manager'],
  'alerts.read': desk,
  'comments.write': desk,
  'comments.remove': ['manager'],
  'search.use': events,
  'views.keep': desk,
  'views.share': ['manager'],
  'reports.open': desk,
  'reports.read': events,
  'reports.financial': books,
  'reports.advanced': ['manager'],
  'reports.limited': ['client'],
  'imports.run': ['manager'],
  'exports.run': desk,
  /** Files that were made with another role's rights. */
  'exports.any': ['manager'],
  'settings.read': ['manager'],
  'settings.write': ['manager'],
  'audit.read': ['manager'],
  'monitoring.read': ['manager'],
  'security.read': ['manager'],
  'timing.read': ['manager'],
  'account.write': [...office, 'client'],
  'portal.read': ['client'],
  /** Says of a device that signed in to the portal that it is one's own. */
  'portal.devices': ['client'],
  'portal.feedback': ['client'],
  'portal.book': ['client'],
  'portal.pay': ['client'],
  'privacy.manage': ['manager'],
  'portal.privacy': ['client'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof table;
/** The roles that have a permission. */
export type RoleWith<P extends Permission> = (typeof table)[P][number];

/** Whether a role has a permission. */
export function may<P extends Permission>(role: Role, permission: P): role is RoleWith<P> {
  return (table[permission] as readonly Role[]).includes(role);
}

/** The roles that have a permission, for questions of who could do something. */
export const rolesWith = <P extends Permission>(permission: P): RoleWith<P>[] => [...table[permission]];

/** The same as a list of SQL, for text that is put together once. Names of roles hold letters only. */
export const sqlRolesWith = (permission: Permission): string =>
  rolesWith(permission)
    .map((role) => `'${role}'`)
    .join(', ');
