'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { DateTimeField, InputField, SelectField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { Checkbox } from '@/components/ui/choice';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import { saveBilling } from '@/lib/customers/billing/actions';

export const billingDialog = 'customer-billing';

type Props = {
  customer: { id: string; name: string; version: number; displayCurrency: string | null };
  exemption: TaxExemption | null;
  /** Those that there are rates of. */
  currencies: readonly string[];
  currency: string;
};

/** Whether tax is asked of a customer, and in which currency totals are shown to them as well. */
export function BillingDialog({ customer, exemption, currencies, currency }: Props) {
  const { id, name, version, displayCurrency } = customer;
  const form = useForm({
    id: `billing-${id}-${version}`,
    initial: {
      exempt: exemption !== null,
      reason: exemption?.reason ?? '',
      certificate: exemption?.certificate ?? '',
      until: exemption?.until ?? '',
      displayCurrency: displayCurrency ?? '',
    },
    draft: false,
    schema: () => import('@/lib/customers/billing/schema').then((file) => file.billingForm),
    send: (input, key) => saveBilling({ customerId: id, version, ...input }, key),
    saved: () => {
      closeDialog(billingDialog);
      notify({ message: 'Saved', detail: 'It holds for what they book from now on.' });
    },
  });
  const { values } = form;
  const shown = [...new Set([...currencies, ...(displayCurrency ? [displayCurrency] : [])])];
  return (
    <DialogForm
      id={billingDialog}
      title={`How ${name} is billed`}
      description="What they book from now on follows. Open bookings are offered the change; nothing that was agreed changes by itself."
      form={form}
      submit="Save billing"
      cancel="Not now"
    >
      <Checkbox
        name="exempt"
        label="Tax exempt: no tax is asked of them"
        checked={values.exempt}
        onChange={({ target }) => form.set({ exempt: target.checked })}
      />
      {values.exempt ? (
        <>
          <InputField
            {...form.field('reason')}
            label="Why"
            help="For example: diplomatic mission. It stands on quotes and invoices."
            required
            autoComplete="off"
            dir="auto"
          />
          <InputField {...form.field('certificate')} label="Certificate number" optional autoComplete="off" />
          <DateTimeField
            {...form.field('until')}
            label="Valid until"
            help="Later events are taxed. Empty: it has no end."
            optional
            kind="date"
          />
        </>
      ) : null}
      <SelectField
        {...form.field('displayCurrency')}
        label="Show totals also in"
        help="“About” so much, by the rate of the day. Rates are entered in the settings."
        optional
        options={[
          { value: '', label: `${currency} only` },
          ...shown.map((code) => ({ value: code, label: code })),
        ]}
      />
    </DialogForm>
  );
}
