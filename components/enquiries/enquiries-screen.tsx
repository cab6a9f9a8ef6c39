'use client';

import { openListLink } from '@/components/screen/list-links';
import { SavedViews } from '@/components/screen/saved-views';
import { useScreen } from '@/components/screen/use-screen';
import { FilterChips } from '@/components/ui/filter-chips';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { enquirySources, enquiryStages } from '@/db/enums';
import { asList, type EnquiryFilter, enquiryFilter, type Mark } from '@/lib/enquiries/list-filter';
import { stageWords } from '@/lib/enquiries/rules';
import type { enquiriesScreen } from '@/lib/enquiries/screens';
import { sourceWords } from '@/lib/enquiries/words';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { EnquiryBoard } from './enquiry-board';
import { EnquiryFigures } from './enquiry-figures';
import { EnquiryList } from './enquiry-list';

type Data = DataOf<typeof enquiriesScreen>;

/** Who asks for an event, from the first word to won or lost. */
export function EnquiriesScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, now, busy, failed } = useScreen(sent);
  const { filter, stages, marked } = data;
  const total = Object.values(stages).reduce((sum, n) => sum + n, 0);
  const listed = asList(filter);
  return (
    <>
      <PageHead
        title="Enquiries"
        primary={
          <ButtonLink href="/enquiries/new" variant="primary">
            New enquiry
          </ButtonLink>
        }
        menu={data.maySet ? <ButtonLink href="/settings/enquiries">Website form</ButtonLink> : null}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="flex flex-col gap-6" onClick={openListLink} aria-busy={busy || undefined}>
        <div className="flex flex-col gap-2">
          <FilterChips label="View" chips={viewChips(filter, marked)} />
          <FilterChips label="Stages" chips={stageChips(filter, stages)} />
          {listed ? <FilterChips label="Came by" chips={sourceChips(filter)} /> : null}
          {/* The list shows them beside its tools. */}
          {listed ? null : <SavedViews looks={data.looks} at={enquiryFilter.at(filter)} />}
        </div>
        {failed && !listed ? (
          <Notice tone="attention">The newest enquiries can’t be loaded right now. Trying again.</Notice>
        ) : null}
        {listed ? (
          <EnquiryList
            list={data}
            looks={data.looks}
            filter={filter}
            place={place}
            busy={busy}
            failed={failed}
          />
        ) : total === 0 ? (
          <NoEnquiries maySet={data.maySet} />
        ) : (
          <EnquiryBoard list={data} only={filter.stage} place={place} now={now} />
        )}
        <EnquiryFigures figures={data.figures} days={90} place={place} />
      </div>
    </>
  );
}

const markWords: Record<Mark, string> = {
  unanswered: 'Unanswered',
  due: 'Follow up now',
  urgent: 'Urgent',
  high: 'High value',
  spam: 'Spam',
};

function viewChips(filter: EnquiryFilter, marked: Record<Mark, number>) {
  const { stage } = filter;
  const plain = filter.view === 'list' && !filter.mark && !filter.source && !filter.q;
  return [
    { label: 'Board', href: enquiryFilter.href({ stage }), active: !asList(filter) },
    { label: 'List', href: enquiryFilter.href({ stage, view: 'list' }), active: plain },
    ...(Object.keys(markWords) as Mark[]).map((mark) => ({
      label: markWords[mark],
      href: enquiryFilter.href({ stage, mark, view: 'list' }),
      count: marked[mark],
      active: filter.mark === mark,
    })),
  ];
}

function stageChips(filter: EnquiryFilter, stages: Data['stages']) {
  return [
    { label: 'Every stage', href: enquiryFilter.href(filter, { stage: undefined }), active: !filter.stage },
    ...enquiryStages.map((stage) => ({
      label: stageWords[stage],
      href: enquiryFilter.href(filter, { stage }),
      count: stages[stage] ?? 0,
      active: filter.stage === stage,
    })),
  ];
}

const sourceChips = (filter: EnquiryFilter) => [
  { label: 'Every way', href: enquiryFilter.href(filter, { source: undefined }), active: !filter.source },
  ...enquirySources.map((source) => ({
    label: sourceWords[source],
    href: enquiryFilter.href(filter, { source }),
    active: filter.source === source,
  })),
];

function NoEnquiries({ maySet }: { maySet: boolean }) {
  return (
    <EmptyState
      title="Nobody asks for an event right now"
      actions={maySet ? <ButtonLink href="/settings/enquiries">Put a form on your website</ButtonLink> : null}
    >
      Enquiries come from the form on your website, from WhatsApp with one tap in the conversation, and from
      whoever calls you: take those down here.
    </EmptyState>
  );
}
