import { CountdownClock } from '@/components/ui/countdown-clock';
import type { CaseState } from '@/lib/cases/rules';

type Props = { row: { state: CaseState; deadlineAt: Date }; now: Date };

/** The clock that runs on a case: first to take it, then to resolve it. */
export function CaseClock({ row, now }: Props) {
  return (
    <CountdownClock
      deadline={row.deadlineAt}
      now={now}
      label={row.state === 'open' ? 'Take it within' : 'Resolve within'}
      overdueLabel="Late by"
    />
  );
}

/** Whether a clock runs on it: none does once it is resolved. */
export function isClocked<Row extends { deadlineAt: Date | null }>(
  row: Row,
): row is Row & { deadlineAt: Date } {
  return row.deadlineAt !== null;
}
