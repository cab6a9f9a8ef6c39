'use client';

import { NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { Checkbox } from '@/components/ui/choice';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { notify } from '@/components/ui/toast';
import { savePaymentTerms } from '@/lib/bookings/schedule/actions';
import { planValues } from '@/lib/bookings/schedule/form-values';
import type { paymentTermsScreen } from '@/lib/bookings/schedule/screens';
import { formatPercent } from '@/lib/platform/format/numbers';
import type { MoneyPlace } from '@/lib/platform/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { TermsFields } from '../cancelling/terms-fields';
import { PlanFields } from './plan-fields';

type Data = DataOf<typeof paymentTermsScreen>;
type Terms = Data['terms'];

const labels = {
  deposit: 'Deposit',
  steps: 'Payments between',
  balance: 'The rest',
  cancellation: 'When an event is cancelled',
  depositFirst: 'Confirm only with the deposit',
  remindBefore: 'Remind before',
  remindAfter: 'Remind when late',
};

const typed = (days: number | null) => (days === null ? '' : String(days));
const valuesOf = (terms: Terms, place: MoneyPlace) => ({
  ...planValues(terms.paymentPlan, terms.cancellationTerms, place),
  depositFirst: terms.depositFirst,
  remindBefore: typed(terms.remindBefore),
  remindAfter: typed(terms.remindAfter),
});

/** When new bookings are to be paid, and what the company does about it. */
export function PaymentTermsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { locale, currency } = place;
  const { terms } = data;
  const schema = () =>
    import('@/lib/bookings/schedule/schema').then((file) => file.paymentTermsForm({ currency, locale }));
  const form = useForm({
    id: 'payment-terms',
    initial: valuesOf(terms, place),
    version: terms.version,
    schema,
    send: (input, key, { version }) => savePaymentTerms({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...terms, ...(changed as Partial<Terms>) }, place),
    saved: () => notify({ message: 'Saved. New bookings are to be paid like this.' }),
  });
  const wrong = form.errors;
  return (
    <>
      <PageHead title="Payment schedule" meta={['What new bookings begin with']} />
      <Form form={form} className="flex max-w-xl flex-col gap-8">
        <StaleNotice
          form={form}
          noun="setting"
          labels={labels}
          say={(_, value) => (typeof value === 'object' ? 'Other days' : undefined)}
        />
        <FieldGroup
          legend="When money is due"
          help={
            <>
              Each booking keeps the schedule that it was made with. The deposit is{' '}
              {formatPercent(terms.depositRate / 10_000, locale)} of the total; how much it is stands under{' '}
              <TextLink href="/settings/terms">Terms</TextLink>.
            </>
          }
        >
          <PlanFields
            values={form.values}
            set={form.set}
            errors={wrong}
            place={{ currency, locale }}
            ofOne={false}
          />
        </FieldGroup>
        <FieldGroup
          legend={labels.cancellation}
          help="How much of the total stays due, by how late it is cancelled. A manager can ask for another fee, with a reason."
        >
          <TermsFields
            terms={form.values.cancellation}
            set={(cancellation) => form.set({ cancellation })}
            errors={wrong}
          />
        </FieldGroup>
        <FieldGroup
          legend="Confirming"
          help="Without the deposit staff can’t confirm then; a manager can, with a reason. A customer who accepts a quote is held to what the terms say of quotes."
        >
          <Checkbox
            name="depositFirst"
            label={labels.depositFirst}
            checked={form.values.depositFirst}
            onChange={({ target }) => form.set({ depositFirst: target.checked })}
          />
        </FieldGroup>
        <FieldGroup
          legend="Reminders"
          help="By WhatsApp, once for each due day, to customers who agreed to messages. Leave a field empty to send none."
        >
          <div className="grid gap-5 sm:grid-cols-2">
            <NumberField
              {...form.field('remindBefore')}
              label={labels.remindBefore}
              help="Days before a payment is due."
              optional
              suffix="days"
            />
            <NumberField
              {...form.field('remindAfter')}
              label={labels.remindAfter}
              help="Days after it was due."
              optional
              suffix="days"
            />
          </div>
        </FieldGroup>
        <FormActions>
          <SaveButton form={form}>Save schedule</SaveButton>
        </FormActions>
      </Form>
    </>
  );
}
