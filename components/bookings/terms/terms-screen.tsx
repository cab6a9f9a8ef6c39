'use client';

import { InputField, NumberField, TextareaField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { Checkbox, Segmented } from '@/components/ui/choice';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { PageHead } from '@/components/ui/page-head';
import { notify } from '@/components/ui/toast';
import { saveTerms } from '@/lib/bookings/terms/actions';
import type { termsScreen } from '@/lib/bookings/terms/screens';
import { typedPercent } from '@/lib/platform/percent';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof termsScreen>;
type Terms = Data['terms'];

const labels = {
  depositRate: 'Deposit',
  serviceChargeRate: 'Service charge',
  serviceChargeTaxed: 'Tax is on the service charge too',
  finalCountDays: 'Final count',
  quoteDays: 'Valid for',
  quoteRemindDays: 'Remind before',
  quoteAccepting: 'An accepted quote',
  quoteTerms: 'Terms of quotes',
  invoiceDays: 'Invoices due',
};

const acceptings = [
  { value: 'confirms', label: 'Confirms the booking' },
  { value: 'deposit', label: 'Waits for the deposit' },
];

const valuesOf = (terms: Terms, locale: string) => ({
  depositRate: typedPercent(terms.depositRate, locale),
  serviceChargeRate: typedPercent(terms.serviceChargeRate, locale),
  serviceChargeTaxed: terms.serviceChargeTaxed,
  finalCountDays: String(terms.finalCountDays),
  quoteDays: String(terms.quoteDays),
  quoteRemindDays: terms.quoteRemindDays === null ? '' : String(terms.quoteRemindDays),
  quoteAccepting: terms.quoteAccepting,
  quoteTerms: terms.quoteTerms ?? '',
  invoiceDays: String(terms.invoiceDays),
});

/** On which terms the company takes bookings. */
export function TermsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { locale } = place;
  const { terms } = data;
  const schema = () => import('@/lib/bookings/terms/schema').then((file) => file.termsForm(locale));
  const form = useForm({
    id: 'booking-terms',
    initial: valuesOf(terms, locale),
    version: terms.version,
    schema,
    send: (input, key, { version }) => saveTerms({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...terms, ...(changed as Partial<Terms>) }, locale),
    saved: () => notify({ message: 'Saved. New bookings are made on these terms.' }),
  });
  const wrong = form.errors;
  return (
    <>
      <PageHead title="Terms" meta={['What new bookings begin with']} />
      <Form form={form} className="flex max-w-xl flex-col gap-8">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <FieldGroup legend="Money" help="Each booking keeps the terms that it was made with.">
          <div className="grid gap-5 sm:grid-cols-2">
            <InputField
              {...form.field('depositRate')}
              label={labels.depositRate}
              help="Percent of the total, tax included."
              inputMode="decimal"
              autoComplete="off"
              suffix="%"
            />
            <InputField
              {...form.field('serviceChargeRate')}
              label={labels.serviceChargeRate}
              help="Percent of menu and services after discounts. 0 for none."
              inputMode="decimal"
              autoComplete="off"
              suffix="%"
            />
            <NumberField
              {...form.field('invoiceDays')}
              label={labels.invoiceDays}
              help="Days after the day on which one is issued."
            />
          </div>
          <Checkbox
            name="serviceChargeTaxed"
            label={labels.serviceChargeTaxed}
            help="Tax is asked on the service charge as on the lines."
            checked={form.values.serviceChargeTaxed}
            onChange={({ target }) => form.set({ serviceChargeTaxed: target.checked })}
          />
        </FieldGroup>
        <FieldGroup
          legend="Guests"
          help="From the end of that day the number of a confirmed event may only rise; a manager goes below it with a reason."
        >
          <NumberField
            {...form.field('finalCountDays')}
            label={labels.finalCountDays}
            help="Business days before the event by whose end it is due. Customers are asked on WhatsApp before."
            around="sm:max-w-[calc(50%-0.625rem)]"
          />
        </FieldGroup>
        <FieldGroup
          legend="Quotes"
          help="A quote keeps the terms that it was made with. Each new wording has its own number, which the customer agrees to. Their yes confirms the booking, or leaves it as a quote until the deposit is there."
        >
          <div className="grid gap-5 sm:grid-cols-2">
            <NumberField
              {...form.field('quoteDays')}
              label={labels.quoteDays}
              help="Days from the day it is made; never beyond the event."
              suffix="days"
            />
            <NumberField
              {...form.field('quoteRemindDays')}
              label={labels.quoteRemindDays}
              help="Days before it runs out, by WhatsApp to customers who agreed to messages. Empty for never."
              optional
              suffix="days"
            />
          </div>
          <Segmented
            legend={labels.quoteAccepting}
            name="quoteAccepting"
            choices={acceptings}
            value={form.values.quoteAccepting}
            onChange={(value) => form.set({ quoteAccepting: value as Terms['quoteAccepting'] })}
            error={wrong.quoteAccepting}
          />
          <TextareaField
            {...form.field('quoteTerms')}
            label={labels.quoteTerms}
            help="Payment, cancellation, what is included. Shown under each quote."
            optional
            rows={6}
            dir="auto"
          />
        </FieldGroup>
        <FormActions>
          <SaveButton form={form}>Save terms</SaveButton>
        </FormActions>
      </Form>
    </>
  );
}
