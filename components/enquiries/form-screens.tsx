'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { emptyEnquiry } from '@/lib/enquiries/form-values';
import type { editEnquiryScreen, newEnquiryScreen } from '@/lib/enquiries/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { EnquiryForm } from './enquiry-form';

/** Takes down who asks. */
export function NewEnquiryScreen({ sent }: { sent: Sent<DataOf<typeof newEnquiryScreen>> }) {
  const { place } = useSent(sent);
  return (
    <>
      <PageHead back={{ href: '/enquiries', label: 'Enquiries' }} title="New enquiry" />
      <EnquiryForm initial={emptyEnquiry} place={place} />
    </>
  );
}

/** Changes what is known of an enquiry. */
export function EditEnquiryScreen({ sent }: { sent: Sent<DataOf<typeof editEnquiryScreen>> }) {
  const { data, place } = useSent(sent);
  const { id, name, version, booked, values } = data;
  return (
    <>
      <PageHead back={{ href: `/enquiries/${id}`, label: name }} title="Edit enquiry" />
      <EnquiryForm initial={values} edited={{ id, version }} booked={booked} place={place} />
    </>
  );
}
