import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CaseMenu, NextStep } from '@/components/cases/case-actions';
import { CaseClock } from '@/components/cases/case-clock';
import { CaseDialogs } from '@/components/cases/case-dialogs';
import { CaseStory } from '@/components/cases/case-story';
import { CaseTimeline } from '@/components/cases/case-timeline';
import { NoteForm } from '@/components/cases/note-form';
import { stateWords } from '@/components/cases/words';
import { LiveRefresh } from '@/components/feedback/live-refresh';
import { TextLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { readCase } from '@/lib/cases/queries';
import { nextStep, reasonWords } from '@/lib/cases/rules';
import { now as clock } from '@/lib/clock';

export const metadata: Metadata = { title: 'Case' };

export default async function CasePage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, identity } = await gatePage('cases.work');
  const detail = await readCase(actor, (await params).id);
  if (!detail) notFound();
  const now = clock();
  const { case: row, customer, people } = detail;
  const { currency, locale, timeZone, role } = identity;
  const place = { currency, locale, timeZone };
  const conversation = detail.said[0]?.conversationId;
  return (
    <>
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
      <LiveRefresh href="/feedback/live" />
      <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
        <CaseStory detail={detail} place={place} />
        <Section title="Timeline">
          <div className="flex flex-col gap-6">
            {row.state === 'closed' ? null : <NoteForm caseId={row.id} />}
            <CaseTimeline
              caseId={row.id}
              events={detail.events}
              people={people}
              mayApprove={may(role, 'cases.approve')}
              place={place}
              now={now}
            />
          </div>
        </Section>
      </div>
      <CaseDialogs
        caseId={row.id}
        ownerId={row.ownerId}
        people={people}
        currency={currency}
        limit={formatMoney(detail.remedyLimit, currency, locale)}
      />
    </>
  );
}
