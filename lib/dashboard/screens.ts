import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askDashboard, tellDashboard } from './queries';

/** The day at a glance. */
export const dashboardScreen = screen({
  permission: 'dashboard.read',
  input: () => null,
  ask: (tx, _input, now) => askDashboard(tx, now),
  tell: (answers, _input, { now, identity: { timeZone } }) => tellDashboard(answers, { now, timeZone }),
});
