import { may, type Permission, type Role } from './permissions';

/** The kinds of record that the office talks about, each with the right to open one. */
const opens = {
  booking: 'bookings.read',
  customer: 'customers.read',
  feedback: 'feedback.correct',
  case: 'cases.work',
  invoice: 'invoices.read',
  quote: 'bookings.advance',
  receipt: 'invoices.read',
} as const satisfies Record<string, Permission>;

export type RecordKind = keyof typeof opens;

/** Whether somebody may open a record of a kind: what is said about it is seen by them alone. */
export const mayOpenRecord = (role: Role, kind: RecordKind): boolean => may(role, opens[kind]);
