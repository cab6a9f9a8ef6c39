'use client';

import { useCallback, useMemo } from 'react';
import { OfficeBookingForm } from '@/components/bookings/office-booking-form';
import { useSent } from '@/components/screen/use-sent';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { bookEnquiry } from '@/lib/enquiries/actions';
import { bookingValuesOf } from '@/lib/enquiries/booking-values';
import type { bookEnquiryScreen } from '@/lib/enquiries/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

type Book = Parameters<typeof bookEnquiry>[0]['booking'];

/** Makes the booking of an enquiry: what was asked stands in the form already. */
export function BookEnquiryScreen({ sent }: { sent: Sent<DataOf<typeof bookEnquiryScreen>> }) {
  const { enquiry, decision, likely, asked, ...form } = useSent(sent).data;
  const { id } = enquiry;
  const initial = useMemo(() => bookingValuesOf(asked), [asked]);
  const save = useCallback((booking: Book, key?: string) => bookEnquiry({ id, booking }, key), [id]);
  return (
    <>
      <PageHead
        back={{ href: `/enquiries/${id}`, label: enquiry.name }}
        title="New booking"
        meta={[`From the enquiry of ${enquiry.name}`]}
      />
      {decision.ok ? (
        <div className="flex flex-col gap-6">
          {enquiry.hasDay ? <Notice>They named the day, not the hours: put the times right.</Notice> : null}
          {!form.customer && likely.length > 0 ? (
            <Notice tone="attention" title={`Possibly ${likely[0]?.name}, a customer of ours`}>
              The number or address is theirs. If it is them, say so on{' '}
              <TextLink href={`/enquiries/${id}`}>the enquiry</TextLink> first; a number that is known makes
              the booking theirs anyway.
            </Notice>
          ) : null}
          <OfficeBookingForm
            draftId={`enquiry-${id}`}
            cancelHref={`/enquiries/${id}`}
            create={save}
            initial={initial}
            {...form}
          />
        </div>
      ) : (
        <EmptyState
          title="This can’t be booked now"
          actions={<ButtonLink href={`/enquiries/${id}`}>Back to the enquiry</ButtonLink>}
        >
          {decision.reason}
        </EmptyState>
      )}
    </>
  );
}
