import { CountdownClock } from '@/components/ui/countdown-clock';
import { type CaseState, deadlineOf } from '@/lib/cases/rules';

type Clocked = { state: CaseState; acknowledgeBy: Date; resolveBy: Date };

/** The clock that runs on a case: first to take it, then to resolve it; none afterwards. */
export function CaseClock({ row, now }: { row: Clocked; now: Date }) {
  const deadline = deadlineOf(row);
  if (!deadline) return null;
  return (
    <CountdownClock
      deadline={deadline}
      now={now}
      label={row.state === 'open' ? 'Take it within' : 'Resolve within'}
      overdueLabel="Late by"
    />
  );
}
