import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { OfficeBookingForm } from '@/components/bookings/office-booking-form';
import { StatusPill } from '@/components/bookings/status-pill';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { valuesOf } from '@/lib/bookings/form-values';
import { readBooking, readBookingForm } from '@/lib/bookings/queries';
import { mayChangeGuarded, mayEdit } from '@/lib/bookings/rules';

export const metadata: Metadata = { title: 'Edit booking' };

export default async function EditBookingPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, identity } = await gatePage('bookings.update');
  const { id } = await params;
  const [detail, { menu, pricing }] = await Promise.all([readBooking(actor, id), readBookingForm(actor)]);
  if (!detail) notFound();
  const { booking, customer, lines } = detail;
  if (!mayEdit(booking.status, identity.role).ok) redirect(`/bookings/${booking.id}`);
  return (
    <>
      <PageHead
        back={{ href: `/bookings/${booking.id}`, label: booking.reference }}
        title={`Edit ${booking.eventName}`}
        state={<StatusPill status={booking.status} />}
      />
      <OfficeBookingForm
        initial={valuesOf(booking, lines, pricing.timeZone)}
        customer={customer}
        menu={menu}
        pricing={pricing}
        edited={{ id: booking.id, version: booking.version, stored: { ...booking, lines } }}
        locked={!mayChangeGuarded(booking.status, identity.role)}
        mayAddCustomer={may(identity.role, 'customers.write')}
      />
    </>
  );
}
