import { DialogButton } from '@/components/ui/dialog';
import { List, ListRow } from '@/components/ui/list-row';
import { Notice, Section } from '@/components/ui/section';
import { approveWriteOff, withdrawWriteOff } from '@/lib/bookings/money/write-offs/actions';
import type { WriteOffs } from '@/lib/bookings/money/write-offs/queries';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { refuseDialog } from './dialog-names';
import { StepButton } from './step-button';

type Props = { writeOffs: WriteOffs; say: (amount: number) => string; where: Locality };

/** What somebody asks to give up of an invoice, for whoever decides on it, and what was decided before. */
export function WriteOffNotes({ writeOffs: { waiting, decided }, say, where }: Props) {
  return (
    <>
      {waiting ? (
        <Notice tone="attention" title={`${say(waiting.amount)} is asked to be written off`}>
          <div className="flex flex-col gap-3">
            <p dir="auto">{waiting.reason}</p>
            <p>
              {`Asked by ${waiting.asker ?? 'somebody'}, ${formatDateTime(waiting.askedAt, where)}. Nothing is written off before a manager approves it.`}
              {waiting.approve?.ok === false ? ` ${waiting.approve.reason}` : null}
            </p>
            <div className="flex flex-wrap gap-2">
              {waiting.approve?.ok ? (
                <StepButton
                  done="Written off"
                  run={(key) => approveWriteOff({ writeOffId: waiting.id }, key)}
                >
                  Approve the write-off
                </StepButton>
              ) : null}
              {waiting.mayRefuse ? <DialogButton opens={refuseDialog}>Refuse it</DialogButton> : null}
              {waiting.mayWithdraw ? (
                <StepButton done="Withdrawn" run={(key) => withdrawWriteOff({ writeOffId: waiting.id }, key)}>
                  Withdraw it
                </StepButton>
              ) : null}
            </div>
          </div>
        </Notice>
      ) : null}
      {decided.length > 0 ? (
        <Section title="Write-offs">
          <List label="Write-offs">
            {decided.map((one) => (
              <ListRow
                key={one.id}
                title={`${stateWords[one.state]}: ${say(one.amount)}`}
                detail={[
                  one.reason,
                  one.note ? `Refused because: ${one.note}` : null,
                  one.asker ? `asked by ${one.asker}` : null,
                  `${one.decider ?? 'decided'}, ${formatDateTime(one.decidedAt ?? one.askedAt, where)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ))}
          </List>
        </Section>
      ) : null}
    </>
  );
}

const stateWords = {
  asked: 'Asked',
  approved: 'Approved',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  taken_back: 'Approved and taken back',
};
