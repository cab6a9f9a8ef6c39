import { TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import type { CaseDetail } from '@/lib/cases/queries';
import { nextStep, reasonWords } from '@/lib/cases/rules';
import { CaseMenu, NextStep } from './case-actions';
import { CaseClock } from './case-clock';
import { stateWords } from './words';

/** What the case is, whose it is, its running clock, and the next step. */
export function CaseHead({ detail, now }: { detail: CaseDetail; now: Date }) {
  const { case: row, customer } = detail;
  const conversation = detail.said[0]?.conversationId;
  return (
    <PageHead
      back={{ href: '/cases', label: 'Cases' }}
      title={`${row.reference}: ${customer.name}`}
      state={<Pill tone={stateWords[row.state].tone}>{stateWords[row.state].label}</Pill>}
      meta={[
        reasonWords[row.reason],
        detail.owner ? `Owner: ${detail.owner}` : 'Nobody’s yet',
        <CaseClock key="clock" row={row} now={now} />,
        <TextLink key="customer" href={`/customers/${customer.id}`}>
          {customer.name}
        </TextLink>,
      ]}
      primary={<NextStep caseId={row.id} step={nextStep(row)} />}
      menu={
        <CaseMenu
          caseId={row.id}
          state={row.state}
          conversationHref={conversation ? `/messages/${conversation}` : null}
        />
      }
    />
  );
}
