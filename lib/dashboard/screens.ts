import 'server-only';
import { may } from '@/lib/auth/permissions';
import {
  askBilledOver,
  askToGiveBack,
  tellBilledOver,
  tellToGiveBack,
} from '@/lib/bookings/cancelling/queries';
import { askWriteOffsToday, tellWriteOffsToday } from '@/lib/bookings/money/write-offs/queries';
import { askLatePayments, tellLatePayments } from '@/lib/bookings/schedule/queries';
import { askLateStarts, tellLateStarts } from '@/lib/bookings/starts/queries';
import { askTasksToday, tellTasksToday } from '@/lib/bookings/tasks/queries';
import { askUntold, tellUntold } from '@/lib/bookings/versions/queries';
import { askEnquiriesToday, tellEnquiriesToday } from '@/lib/enquiries/list-queries';
import { dayKey } from '@/lib/platform/format/dates';
import { screen } from '@/lib/platform/screen';
import { askRanOut, tellRanOut } from '@/lib/quotes/ran-out';
import { askDashboard, tellDashboard } from './queries';

/** The day at a glance. */
export const dashboardScreen = screen({
  permission: 'dashboard.read',
  input: () => null,
  ask: (tx, _input, now) =>
    [
      ...askEnquiriesToday(tx, now),
      askTasksToday(tx, { now: now.toISOString() }),
      askUntold(tx, { now: now.toISOString() }),
      askLateStarts(tx, { now: now.toISOString() }),
      askLatePayments(tx, { now: now.toISOString() }),
      askToGiveBack(tx),
      askBilledOver(tx),
      askWriteOffsToday(tx),
      askRanOut(tx, { now: now.toISOString() }),
      ...askDashboard(tx, now),
    ] as const,
  tell: (
    [due, waiting, tasks, untold, late, owed, back, billed, writeOffs, ranOut, ...panels],
    _input,
    { now, identity: { timeZone, role } },
  ) => ({
    ...tellDashboard(panels, { now, timeZone, money: may(role, 'insights.money') }),
    today: dayKey(now, timeZone),
    enquiries: tellEnquiriesToday([due, waiting]),
    work: tellTasksToday(tasks),
    untold: tellUntold(untold),
    late: tellLateStarts(late),
    owed: tellLatePayments(owed),
    back: tellToGiveBack(back),
    billed: tellBilledOver(billed),
    writeOffs: may(role, 'writeoffs.decide') ? tellWriteOffsToday(writeOffs) : undefined,
    ranOut: tellRanOut(ranOut),
  }),
});
