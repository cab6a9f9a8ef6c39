'use client';

import { InputField, TextareaField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { FormActions } from '@/components/ui/form-actions';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveProfile } from '@/lib/people/company/actions';
import type { Company } from './company-data';

const labels = {
  name: 'Name',
  legalName: 'Registered name',
  address: 'Address',
  phone: 'Phone',
  email: 'E-mail address',
  taxNumber: 'Tax number',
  referencePrefix: 'Booking numbers begin with',
};

const valuesOf = (company: Company) => ({
  ...{ name: company.name, legalName: company.legalName ?? '', address: company.address ?? '' },
  ...{ phone: company.phone ?? '', email: company.email ?? '', taxNumber: company.taxNumber ?? '' },
  referencePrefix: company.referencePrefix,
});

/** Who the company is, on papers and in messages. */
export function ProfileForm({ company }: { company: Company }) {
  const form = useForm({
    id: 'company-profile',
    initial: valuesOf(company),
    version: company.version,
    schema: () => import('@/lib/people/company/schema').then((file) => file.profileForm),
    send: (input, key, { version }) => saveProfile({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...company, ...(changed as Partial<Company>) }),
    saved: () => notify({ message: 'The company is saved. New papers and messages have it.' }),
  });
  return (
    <Section title="Profile" note="Customers read it on papers, in messages and on their pages.">
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <div className="grid gap-5 sm:grid-cols-2">
          <InputField
            {...form.field('name')}
            label={labels.name}
            help="As customers know you."
            required
            autoComplete="organization"
            dir="auto"
          />
          <InputField
            {...form.field('legalName')}
            label={labels.legalName}
            help="Stands on papers above the address."
            optional
            autoComplete="off"
            dir="auto"
          />
          <InputField
            {...form.field('phone')}
            label={labels.phone}
            help="Customers are told to call it. Without a country code it is of your country."
            optional
            type="tel"
            inputMode="tel"
            autoComplete="tel"
          />
          <InputField
            {...form.field('email')}
            label={labels.email}
            help="On papers, and the sender of your mails unless the installation has one."
            optional
            type="email"
            inputMode="email"
            autoComplete="email"
          />
        </div>
        <TextareaField
          {...form.field('address')}
          label={labels.address}
          help="On papers and customers’ pages."
          optional
          rows={3}
          autoComplete="street-address"
          dir="auto"
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <InputField
            {...form.field('taxNumber')}
            label={labels.taxNumber}
            help="As your tax office writes it; on papers."
            optional
            autoComplete="off"
          />
          <InputField
            {...form.field('referencePrefix')}
            label={labels.referencePrefix}
            help="Of new bookings; those there are keep their numbers."
            required
            autoComplete="off"
          />
        </div>
        <FormActions>
          <SaveButton form={form}>Save profile</SaveButton>
        </FormActions>
      </Form>
    </Section>
  );
}
