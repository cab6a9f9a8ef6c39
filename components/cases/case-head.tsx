import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import type { CaseDetail } from '@/lib/cases/queries';
import { nextStep, reasonWords } from '@/lib/cases/rules';
import { CaseMenu, NextStep } from './case-actions';
import { CaseClock, isClocked } from './case-clock';
import { replyId } from './case-thread';
import { reasonTones, stateWords } from './words';

/** What the case is, whose it is, its running clock, the reply, and the next step. */
export function CaseHead({ detail, now }: { detail: CaseDetail; now: Date }) {
  const { case: row, customer, talk } = detail;
  const mayReply = talk !== null && talk.closedBecause === null;
  return (
    <PageHead
      back={{ href: '/cases', label: 'Cases' }}
      title={`${row.reference}: ${customer.name}`}
      state={<Pill tone={stateWords[row.state].tone}>{stateWords[row.state].label}</Pill>}
      meta={[
        row.reason === 'safety' ? (
          <Pill key="reason" tone={reasonTones.safety}>
            {reasonWords.safety}
          </Pill>
        ) : (
          reasonWords[row.reason]
        ),
        detail.owner ? `Owner: ${detail.owner}` : 'Nobody’s yet',
        isClocked(row) ? <CaseClock key="clock" row={row} now={now} /> : null,
        <TextLink key="customer" href={`/customers/${customer.id}`}>
          {customer.name}
        </TextLink>,
      ]}
      primary={
        <>
          {mayReply ? (
            <ButtonLink href={`#${replyId}`} variant="primary">
              Reply
            </ButtonLink>
          ) : null}
          <NextStep caseId={row.id} step={nextStep(row)} variant={mayReply ? 'secondary' : 'primary'} />
        </>
      }
      menu={<CaseMenu state={row.state} />}
    />
  );
}
