import type { Metadata } from 'next';
import { Suspense } from 'react';
import { logHref, readLogFilter, type SearchParams } from '@/components/messaging/log-address';
import { LogChips } from '@/components/messaging/log-chips';
import { LogTable } from '@/components/messaging/log-table';
import { MessagesTabs } from '@/components/messaging/messages-tabs';
import { LiveRefresh } from '@/components/ui/live-refresh';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { SearchBox } from '@/components/ui/search-box';
import { TableSkeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { type LogFilter, listMessages } from '@/lib/messaging/conversations/queries';

export const metadata: Metadata = { title: 'Delivery log' };

export default async function LogPage(props: { searchParams: Promise<SearchParams> }) {
  const gate = await gatePage('messages.read');
  const filter = readLogFilter(await props.searchParams);
  return (
    <>
      <PageHead title="Messages" />
      <LiveRefresh href="/messages/live" />
      <div className="flex flex-col gap-3">
        <MessagesTabs active="log" />
        <SearchBox label="Search messages" placeholder="Words, name or number" />
        <Suspense fallback={<TableSkeleton rows={12} columns={5} />}>
          <Log gate={gate} filter={filter} />
        </Suspense>
      </div>
    </>
  );
}

async function Log({ gate, filter }: { gate: Gate; filter: LogFilter }) {
  const { rows, more, counts } = await listMessages(gate.actor, filter);
  const last = rows.at(-1);
  const next = more && last ? logHref(filter, { before: { at: last.createdAt, id: last.id } }) : undefined;
  return (
    <>
      <LogChips filter={filter} counts={counts} />
      <LogTable
        rows={rows}
        filtered={Object.values(filter).some((value) => value !== undefined)}
        timeZone={gate.identity.timeZone}
        locale={gate.identity.locale}
      />
      {next || filter.before ? (
        <Pagination nextHref={next} previousHref={filter.before ? logHref(filter) : undefined} />
      ) : null}
    </>
  );
}
