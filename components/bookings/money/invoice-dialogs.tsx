'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { type BoundField, TextareaField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { creditInvoice } from '@/lib/bookings/money/actions';
import { creditForm } from '@/lib/bookings/money/schema';
import { askWriteOff, refuseWriteOff } from '@/lib/bookings/money/write-offs/actions';
import { askForm, refuseForm } from '@/lib/bookings/money/write-offs/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { typedMoney } from '@/lib/platform/money';
import { creditDialog, refuseDialog, writeOffDialog } from './dialog-names';

type Props = {
  invoice: { id: string; reference: string; total: number; credited: number; open: number };
  /** The write-off that whoever looks may refuse. */
  refusable?: string | undefined;
  currency: string;
  locale: string;
};

/** What takes an invoice back, in part or whole, and what gives up the rest of it. */
export default function InvoiceDialogs(props: Props) {
  return (
    <>
      {props.invoice.credited < props.invoice.total ? <CreditDialog {...props} /> : null}
      {props.invoice.open > 0 ? <WriteOffDialog {...props} /> : null}
      {props.refusable ? <RefuseDialog writeOffId={props.refusable} /> : null}
    </>
  );
}

function CreditDialog({ invoice, currency, locale }: Props) {
  const place = { currency, locale };
  const schema = useMemo(() => creditForm({ currency, locale }), [currency, locale]);
  const left = invoice.total - invoice.credited;
  const form = useForm({
    id: `credit-${invoice.id}-${invoice.credited}`,
    initial: { amount: typedMoney(left, place), reason: '' },
    draft: false,
    schema,
    send: (input, key) => creditInvoice({ invoiceId: invoice.id, ...input }, key),
    saved: ({ reference }) => {
      closeDialog(creditDialog);
      notify({ message: `${reference} issued`, tone: 'success' });
    },
  });
  return (
    <DialogForm
      id={creditDialog}
      title={`Credit ${invoice.reference}`}
      description={`A credit note takes up to ${formatMoney(left, currency, locale)} of it back, tax in it. It has a number of its own and stays; after all of it another invoice can be issued.`}
      form={form}
      submit="Issue credit note"
      cancel="Not now"
    >
      <MoneyField {...form.field('amount')} label="Amount, tax in it" {...place} />
      <Reason form={form} help="It stands on the credit note." />
    </DialogForm>
  );
}

function WriteOffDialog({ invoice, currency, locale }: Props) {
  const form = useForm({
    id: `write-off-${invoice.id}-${invoice.open}`,
    initial: { reason: '' },
    draft: false,
    schema: askForm,
    send: (input, key) => askWriteOff({ invoiceId: invoice.id, open: invoice.open, ...input }, key),
    saved: () => {
      closeDialog(writeOffDialog);
      notify({ message: 'Asked. It is written off once a manager approves it.' });
    },
  });
  const open = formatMoney(invoice.open, currency, locale);
  return (
    <DialogForm
      id={writeOffDialog}
      title={`Ask to write off ${open}?`}
      description="A manager other than you approves it or not. Until then the invoice stays open; after it nobody is asked for the rest. It can be taken back should the money come."
      form={form}
      submit="Ask for it"
      cancel="Not now"
    >
      <Reason form={form} help="For the books; the customer doesn’t see it." />
    </DialogForm>
  );
}

function RefuseDialog({ writeOffId }: { writeOffId: string }) {
  const form = useForm({
    id: `refuse-${writeOffId}`,
    initial: { note: '' },
    draft: false,
    schema: refuseForm,
    send: (input, key) => refuseWriteOff({ writeOffId, ...input }, key),
    saved: () => {
      closeDialog(refuseDialog);
      notify({ message: 'Refused' });
    },
  });
  return (
    <DialogForm
      id={refuseDialog}
      title="Refuse the write-off?"
      description="The invoice stays open. Whoever asked reads why on it."
      form={form}
      submit="Refuse it"
      cancel="Not now"
    >
      <TextareaField {...form.field('note')} label="Why not" required rows={2} dir="auto" />
    </DialogForm>
  );
}

/** Why, in a few words. */
export function Reason({ form, help }: { form: { field: (name: 'reason') => BoundField }; help?: string }) {
  return <TextareaField {...form.field('reason')} label="Reason" help={help} required rows={2} dir="auto" />;
}
