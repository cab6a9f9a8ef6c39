import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ClientBookings } from '@/components/bookings/client-bookings';
import { readFilter, type SearchParams } from '@/components/bookings/list-address';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { TableSkeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { type ListFilter, listBookings } from '@/lib/bookings/queries';

export const metadata: Metadata = { title: 'My events' };

export default async function MyBookingsPage(props: { searchParams: Promise<SearchParams> }) {
  const gate = await gatePage('portal.read');
  // Search looks through everyone's bookings in the office only.
  const { q: _, ...filter } = readFilter(await props.searchParams);
  return (
    <>
      <PageHead
        title="My events"
        primary={
          <ButtonLink href="/my/bookings/new" variant="primary" size="large">
            Plan an event
          </ButtonLink>
        }
      />
      <Suspense fallback={<TableSkeleton rows={4} columns={2} />}>
        <Mine gate={gate} filter={filter} />
      </Suspense>
    </>
  );
}

async function Mine({ gate, filter }: { gate: Gate; filter: ListFilter }) {
  const { currency, timeZone, locale } = gate.identity;
  const list = await listBookings(gate.actor, filter);
  return (
    <ClientBookings list={list} filter={filter} currency={currency} timeZone={timeZone} locale={locale} />
  );
}
