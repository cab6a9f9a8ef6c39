import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askOwnEvents } from './queries';
import { tellSummary } from './tell';

/** The report that a client may have: of themselves. */
export const mySummaryScreen = screen({
  permission: 'reports.limited',
  input: () => 'summary' as const,
  ask: (tx) => [askOwnEvents(tx)] as const,
  tell: ([events]) => ({ summary: tellSummary(events) }),
});
