import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { ClientBookingForm } from '@/components/bookings/client-booking-form';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { valuesOf } from '@/lib/bookings/form-values';
import { readBooking, readBookingForm } from '@/lib/bookings/queries';
import { mayEdit } from '@/lib/bookings/rules';

export const metadata: Metadata = { title: 'Change enquiry' };

export default async function ChangeEnquiryPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor } = await gatePage('portal.book');
  const { id } = await params;
  const [detail, { menu, pricing }] = await Promise.all([readBooking(actor, id), readBookingForm(actor)]);
  if (!detail) notFound();
  const { booking, lines } = detail;
  const home = `/my/bookings/${booking.id}` as const;
  if (!mayEdit(booking.status, 'client').ok) redirect(home);
  return (
    <>
      <PageHead back={{ href: home, label: booking.eventName }} title="Change enquiry" />
      <ClientBookingForm
        initial={valuesOf(booking, lines, pricing.timeZone)}
        menu={menu}
        pricing={pricing}
        edited={{ id: booking.id, version: booking.version, stored: { ...booking, lines } }}
      />
    </>
  );
}
