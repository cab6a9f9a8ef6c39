'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { issueInvoice } from '@/lib/bookings/money/actions';
import { issueForm } from '@/lib/bookings/money/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { issueDialog } from './dialog-names';

type Props = {
  booking: { id: string };
  /** What the booking asks for in all, minor units. */
  toBill: number;
  /** The company's days: today, and by when an invoice of today is due. */
  today: string;
  dueOn: string;
  currency: string;
  locale: string;
};

/** Bills the booking with what it comes to now. */
export function IssueDialog({ booking, toBill, today, dueOn, currency, locale }: Props) {
  const total = formatMoney(toBill, currency, locale);
  const form = useForm({
    id: `issue-${booking.id}-${toBill}`,
    initial: { dueOn },
    draft: false,
    schema: issueForm,
    send: (input, key) => issueInvoice({ bookingId: booking.id, total: toBill, ...input }, key),
    saved: ({ reference }) => {
      closeDialog(issueDialog);
      notify({ message: `${reference} issued`, tone: 'success' });
    },
  });
  return (
    <DialogForm
      id={issueDialog}
      title={`Issue an invoice over ${total}`}
      description="It takes the next number and never changes; what is wrong later is put right by a credit note."
      form={form}
      submit="Issue invoice"
      cancel="Not now"
    >
      <InputField {...form.field('dueOn')} label="Due on" required type="date" min={today} />
    </DialogForm>
  );
}
