import type { Metadata } from 'next';
import { Suspense } from 'react';
import { BookingsTable } from '@/components/bookings/bookings-table';
import { readFilter, type SearchParams } from '@/components/bookings/list-address';
import { StatusChips } from '@/components/bookings/status-chips';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { SearchBox } from '@/components/ui/search-box';
import { Skeleton, TableSkeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { type ListFilter, listBookings } from '@/lib/bookings/queries';

export const metadata: Metadata = { title: 'Bookings' };

export default async function BookingsPage(props: { searchParams: Promise<SearchParams> }) {
  const gate = await gatePage('bookings.read');
  const filter = readFilter(await props.searchParams);
  return (
    <>
      <PageHead
        title="Bookings"
        primary={
          <ButtonLink href="/bookings/new" variant="primary" data-shortcut="c">
            New booking
          </ButtonLink>
        }
      />
      <div className="mb-2">
        <SearchBox label="Search bookings" placeholder="Reference, event, venue, customer" />
      </div>
      <Suspense fallback={<ListSkeleton />}>
        <List gate={gate} filter={filter} />
      </Suspense>
    </>
  );
}

async function List({ gate, filter }: { gate: Gate; filter: ListFilter }) {
  const list = await listBookings(gate.actor, filter);
  return (
    <div className="flex flex-col gap-3">
      <StatusChips filter={filter} counts={list.counts} />
      <div>
        <BookingsTable list={list} filter={filter} place={gate.identity} />
      </div>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-10 w-full max-w-2xl" />
      <TableSkeleton rows={12} columns={6} />
    </div>
  );
}
