'use client';

import { SelectField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { FormActions } from '@/components/ui/form-actions';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { savePlace } from '@/lib/people/company/actions';
import type { Company, PlaceOptions } from './company-data';

const labels = {
  country: 'Country',
  timeZone: 'Time zone',
  currency: 'Currency',
  locale: 'Numbers and dates',
  language: 'Language',
};
const languages = [
  { value: 'en', label: 'English' },
  { value: 'fr', label: 'French' },
  { value: 'tw', label: 'Twi' },
];

const valuesOf = ({ country, timeZone, currency, locale, language }: Company) => ({
  country,
  timeZone,
  currency,
  locale,
  language,
});

/** Where the company works, and how it writes times and money. */
export function PlaceForm({ company, options }: { company: Company; options: PlaceOptions }) {
  const form = useForm({
    id: 'company-place',
    initial: valuesOf(company),
    version: company.version,
    schema: () => import('@/lib/people/company/schema').then((file) => file.placeForm),
    send: (input, key, { version }) => savePlace({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...company, ...(changed as Partial<Company>) }),
    saved: () => notify({ message: 'Saved. Times and amounts are written so from now on.' }),
  });
  return (
    <Section title="Time, money and language">
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            {...form.field('country')}
            label={labels.country}
            help="Phone numbers without a country code are of it."
            options={options.countries}
          />
          <SelectField
            {...form.field('timeZone')}
            label={labels.timeZone}
            help="Days, quiet hours and due dates are by this clock."
            options={options.zones}
          />
          <SelectField
            {...form.field('currency')}
            label={labels.currency}
            help={
              company.priced
                ? 'Settled: there are prices in it, and amounts are never converted.'
                : 'Until the first price or event is there; then it is settled.'
            }
            options={options.currencies}
            disabled={company.priced}
          />
          <SelectField
            {...form.field('locale')}
            label={labels.locale}
            help="How amounts and dates are written and read where people type them."
            options={options.locales}
          />
          <SelectField
            {...form.field('language')}
            label={labels.language}
            help="Of papers, and of customers whose language nobody noted."
            options={languages}
          />
        </div>
        {form.values.timeZone === company.timeZone ? null : (
          <Notice tone="attention" title="Every clock time changes">
            Events stay at the same moment, so they show another clock time, and some another day. Figures and
            due dates are counted anew by the new days. Check the events of the next weeks afterwards.
          </Notice>
        )}
        <FormActions>
          <SaveButton form={form}>Save time and money</SaveButton>
        </FormActions>
      </Form>
    </Section>
  );
}
