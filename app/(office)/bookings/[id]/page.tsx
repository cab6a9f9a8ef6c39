import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { BookingDialogs, BookingNextStep, BookingOverflow } from '@/components/bookings/booking-actions';
import { BookingTabs, readTab } from '@/components/bookings/booking-tabs';
import { BookingTimeline } from '@/components/bookings/booking-timeline';
import { EventTime } from '@/components/bookings/event-time';
import { StatusPill } from '@/components/bookings/status-pill';
import { TextLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { readBooking } from '@/lib/bookings/queries';
import { readTimeline } from '@/lib/bookings/timeline-queries';
import { now as clock } from '@/lib/clock';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ tab?: string | string[] }> };

export const metadata: Metadata = { title: 'Booking' };

export default async function BookingPage({ params, searchParams }: Props) {
  const gate = await gatePage('bookings.read');
  const detail = await readBooking(gate.actor, (await params).id);
  // Before the first Suspense boundary, so that the status says it too.
  if (!detail) notFound();
  const { identity } = gate;
  const { booking, customer } = detail;
  const { currency, locale, timeZone, role } = identity;
  const shared = { detail, role, currency, locale, now: clock() };
  return (
    <>
      <PageHead
        back={{ href: '/bookings', label: 'Bookings' }}
        title={booking.eventName}
        state={<StatusPill status={booking.status} />}
        meta={[
          <TextLink key="who" href={`/customers/${customer.id}`}>
            {customer.name}
          </TextLink>,
          <EventTime key="when" {...booking} timeZone={timeZone} locale={locale} />,
          booking.venue,
          `${booking.guests.toLocaleString(locale)} ${booking.guests === 1 ? 'guest' : 'guests'}`,
          <Money key="amount" amountMinor={booking.total} currency={currency} locale={locale} />,
          <span key="reference" className="tabular">
            {booking.reference}
          </span>,
        ]}
        primary={<BookingNextStep {...shared} />}
        menu={<BookingOverflow {...shared} />}
      />
      <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
        <BookingTabs {...shared} timeZone={timeZone} active={readTab((await searchParams).tab)} />
        <Section title="Timeline">
          <Suspense fallback={<TimelineSkeleton />}>
            <LoadedTimeline gate={gate} bookingId={booking.id} />
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

function TimelineSkeleton() {
  return (
    <div className="flex flex-col gap-5" aria-hidden>
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
    </div>
  );
}
