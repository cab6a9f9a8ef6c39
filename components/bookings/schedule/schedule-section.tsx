import { DialogButton } from '@/components/ui/dialog';
import { Pill, type Tone } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import type { PaymentPlan } from '@/db/schema/payment-plan';
import {
  dueOf,
  nameOf,
  type Payment,
  type PaymentState,
  sayDue,
  stateOfPayment,
} from '@/lib/bookings/schedule/rules';
import { formatCalendarDate } from '@/lib/platform/format/dates';

const states: Record<PaymentState, { label: string; tone: Tone }> = {
  paid: { label: 'Paid', tone: 'green' },
  overdue: { label: 'Late', tone: 'rose' },
  part: { label: 'Partly paid', tone: 'amber' },
  open: { label: 'Open', tone: 'slate' },
};

type Props = {
  schedule: readonly Payment[];
  plan: PaymentPlan;
  /** The company's day. */
  today: string;
  locale: string;
  say: (amount: number) => string;
  /** The id of the dialog that changes it, when this person may. */
  dialog?: string;
  level?: 2 | 3;
};

/** By when which part of a booking's money is due, and what of it came. */
export function ScheduleSection({ schedule, plan, today, locale, say, dialog, level }: Props) {
  if (schedule.length === 0) return null;
  return (
    <Section
      title="Payment schedule"
      level={level}
      actions={
        dialog ? (
          <DialogButton opens={dialog} size="small">
            Change schedule
          </DialogButton>
        ) : null
      }
    >
      <DataTable
        label="Payment schedule"
        rows={schedule}
        rowKey={({ position }) => String(position)}
        columns={[
          {
            key: 'what',
            head: 'What',
            grow: true,
            phone: 'title',
            cell: (payment) => nameOf(payment.position, schedule),
          },
          {
            key: 'due',
            head: 'Due',
            phone: 'fact',
            cell: ({ position, dueOn }) => {
              const rule = sayDue(dueOf(position, plan), locale);
              const day = dueOn && formatCalendarDate(dueOn, locale, 'fullDay');
              return day ? (
                <>
                  {day}
                  {rule === day ? null : <span className="block text-subtle text-xs">{rule}</span>}
                </>
              ) : (
                rule
              );
            },
          },
          {
            key: 'state',
            head: 'State',
            phone: 'fact',
            cell: (payment) => <StatePill payment={payment} today={today} say={say} />,
          },
          {
            key: 'amount',
            head: 'Amount',
            align: 'end',
            phone: 'end',
            cell: ({ amount }) => say(amount),
          },
        ]}
      />
    </Section>
  );
}

function StatePill({ payment, today, say }: { payment: Payment } & Pick<Props, 'today' | 'say'>) {
  const state = stateOfPayment(payment, today);
  const { label, tone } = states[state];
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Pill tone={tone} shape={state === 'overdue' ? 'half' : undefined}>
        {label}
      </Pill>
      {payment.open > 0 && payment.open < payment.amount ? (
        <span className="text-muted text-xs">{say(payment.open)} open</span>
      ) : null}
    </span>
  );
}
