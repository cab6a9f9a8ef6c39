import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { BookingDialogs } from '@/components/bookings/booking-actions';
import { BookingHead } from '@/components/bookings/booking-head';
import { BookingTabs, readTab } from '@/components/bookings/booking-tabs';
import { BookingTimeline } from '@/components/bookings/booking-timeline';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { readBooking } from '@/lib/bookings/queries';
import { readTimeline } from '@/lib/bookings/timeline-queries';
import { now as clock } from '@/lib/platform/clock';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ tab?: string | string[] }> };

export const metadata: Metadata = { title: 'Booking' };

export default async function BookingPage({ params, searchParams }: Props) {
  const gate = await gatePage('bookings.read');
  const detail = await readBooking(gate.actor, (await params).id);
  // Before the first Suspense boundary, so that the status says it too.
  if (!detail) notFound();
  const { currency, locale, timeZone, role } = gate.identity;
  const shared = { detail, role, currency, locale, timeZone, now: clock() };
  return (
    <>
      <BookingHead {...shared} />
      <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
        <BookingTabs {...shared} active={readTab((await searchParams).tab)} />
        <Section title="Timeline">
          <Suspense fallback={<Skeleton className="h-48" />}>
            <LoadedTimeline gate={gate} bookingId={detail.booking.id} />
          </Suspense>
        </Section>
      </div>
      <BookingDialogs {...shared} />
    </>
  );
}

async function LoadedTimeline({ gate, bookingId }: { gate: Gate; bookingId: string }) {
  const { timeZone, locale } = gate.identity;
  const initial = await readTimeline(gate.actor, bookingId, gate.identity);
  return (
    <BookingTimeline
      bookingId={bookingId}
      initial={initial}
      now={clock().toISOString()}
      timeZone={timeZone}
      locale={locale}
    />
  );
}
