import { may, type Role } from './permissions';

/** The page that somebody's work begins on. */
export function homeOf(
  role: Role,
): '/dashboard' | '/invoices' | '/kitchen' | '/calendar/today' | '/my/bookings' {
  if (may(role, 'dashboard.read')) return '/dashboard';
  if (may(role, 'invoices.read')) return '/invoices';
  if (may(role, 'kitchen.sheet')) return '/kitchen';
  if (may(role, 'runsheet.read')) return '/calendar/today';
  return '/my/bookings';
}
