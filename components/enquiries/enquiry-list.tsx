'use client';

import { DataList } from '@/components/screen/data-list';
import type { ListColumn } from '@/components/screen/shown-columns';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { EmptyState } from '@/components/ui/states';
import type { EnquiryCard } from '@/lib/enquiries/card';
import { type EnquiryFilter, enquiryFilter } from '@/lib/enquiries/list-filter';
import type { EnquiryList as List } from '@/lib/enquiries/list-queries';
import { sourceWords } from '@/lib/enquiries/words';
import type { ListViews } from '@/lib/lists/queries';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { Place } from '@/lib/platform/sent';
import { Marks, StagePill } from './marks';
import { whatIsAsked } from './words';

type Props = {
  list: List;
  looks: ListViews;
  filter: EnquiryFilter;
  place: Place;
  busy: boolean;
  failed: boolean;
};

/** Enquiries as a list, the newest on top. */
export function EnquiryList({ list, looks, filter, place, busy, failed }: Props) {
  return (
    <DataList<EnquiryCard>
      busy={busy}
      failed={failed}
      search={{ label: 'Search enquiries', placeholder: 'Name, phone, e-mail, place' }}
      label="Enquiries"
      columns={columnsOf(place)}
      rows={list.cards}
      rowKey={(row) => row.id}
      href={(row) => `/enquiries/${row.id}`}
      attention={(row) => row.urgent || row.answerDueAt !== null}
      looks={looks}
      at={enquiryFilter.at(filter)}
      previous={list.previous}
      next={list.next}
      limit={list.limit}
      empty={
        <EmptyState
          title="No enquiry matches"
          actions={<ButtonLink href="/enquiries">Show the board</ButtonLink>}
        >
          Try fewer filters, or another part of the name or number.
        </EmptyState>
      }
    />
  );
}

function columnsOf({ currency, locale, timeZone }: Place): ListColumn<EnquiryCard>[] {
  return [
    { key: 'name', head: 'Name', phone: 'title', cell: (row) => row.name },
    { key: 'stage', head: 'Stage', phone: 'state', cell: (row) => <StagePill stage={row.stage} /> },
    { key: 'what', head: 'Asked for', grow: true, phone: 'fact', cell: (row) => whatIsAsked(row, locale) },
    {
      key: 'marks',
      head: 'Marks',
      from: 'lg',
      cell: (row) => (
        <span className="flex gap-2">
          <Marks card={row} />
        </span>
      ),
    },
    {
      key: 'day',
      head: 'Event day',
      extra: true,
      cell: ({ eventDay }) => eventDay && formatCalendarDate(eventDay, locale),
    },
    { key: 'guests', head: 'Guests', align: 'end', extra: true, cell: (row) => row.guests },
    { key: 'place', head: 'Place', extra: true, cell: (row) => row.place },
    { key: 'owner', head: 'Looks after it', extra: true, cell: (row) => row.owner },
    {
      key: 'follow',
      head: 'Follow up',
      extra: true,
      cell: ({ followUpOn }) => followUpOn && formatCalendarDate(followUpOn, locale),
    },
    { key: 'booking', head: 'Booking', extra: true, cell: ({ booking }) => booking?.reference },
    { key: 'source', head: 'Came by', from: 'xl', cell: (row) => sourceWords[row.source] },
    {
      key: 'received',
      head: 'Received',
      from: 'md',
      cell: (row) => formatDateTime({ at: row.receivedAt, timeZone, locale, style: 'short' }),
    },
    {
      key: 'worth',
      head: 'Worth',
      align: 'end',
      phone: 'end',
      cell: (row) => (row.worth === null ? null : formatMoney(row.worth, currency, locale)),
    },
  ];
}
