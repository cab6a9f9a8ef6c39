import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CaseDialogs } from '@/components/cases/case-dialogs';
import { CaseHead } from '@/components/cases/case-head';
import { CaseStory } from '@/components/cases/case-story';
import { CaseTimeline } from '@/components/cases/case-timeline';
import { NoteForm } from '@/components/cases/note-form';
import { LiveRefresh, type Topic } from '@/components/screen/live-channel';
import { formatMoney } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import { gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { readCase } from '@/lib/cases/queries';
import { now as clock } from '@/lib/platform/clock';

const topics: readonly Topic[] = ['cases', 'feedback', 'messages'];

export const metadata: Metadata = { title: 'Case' };

export default async function CasePage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, identity } = await gatePage('cases.work');
  const detail = await readCase(actor, (await params).id);
  if (!detail) notFound();
  const now = clock();
  const { case: row, people } = detail;
  const { currency, locale, timeZone, role } = identity;
  const place = { currency, locale, timeZone };
  return (
    <>
      <CaseHead detail={detail} now={now} />
      <LiveRefresh topics={topics} />
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
        locale={locale}
        limit={formatMoney(detail.remedyLimit, currency, locale)}
      />
    </>
  );
}
