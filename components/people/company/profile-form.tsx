'use client';

import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Input, Textarea } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveProfile } from '@/lib/people/company/actions';
import type { Company } from './data';

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
  const wrong = form.errors;
  return (
    <Section title="Profile" note="Customers read it on papers, in messages and on their pages.">
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={labels.name} name="name" error={wrong.name} help="As customers know you." required>
            <Input {...form.bind('name')} autoComplete="organization" dir="auto" />
          </Field>
          <Field
            label={labels.legalName}
            name="legalName"
            error={wrong.legalName}
            help="Stands on papers above the address."
            optional
          >
            <Input {...form.bind('legalName')} autoComplete="off" dir="auto" />
          </Field>
          <Field
            label={labels.phone}
            name="phone"
            error={wrong.phone}
            help="Customers are told to call it. Without a country code it is of your country."
            optional
          >
            <Input {...form.bind('phone')} type="tel" inputMode="tel" autoComplete="tel" />
          </Field>
          <Field
            label={labels.email}
            name="email"
            error={wrong.email}
            help="On papers, and the sender of your mails unless the installation has one."
            optional
          >
            <Input {...form.bind('email')} type="email" inputMode="email" autoComplete="email" />
          </Field>
        </div>
        <Field
          label={labels.address}
          name="address"
          error={wrong.address}
          help="On papers and customers’ pages."
          optional
        >
          <Textarea {...form.bind('address')} rows={3} autoComplete="street-address" dir="auto" />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label={labels.taxNumber}
            name="taxNumber"
            error={wrong.taxNumber}
            help="As your tax office writes it; on papers."
            optional
          >
            <Input {...form.bind('taxNumber')} autoComplete="off" />
          </Field>
          <Field
            label={labels.referencePrefix}
            name="referencePrefix"
            error={wrong.referencePrefix}
            help="Of new bookings; those there are keep their numbers."
            required
          >
            <Input {...form.bind('referencePrefix')} autoComplete="off" />
          </Field>
        </div>
        <FormActions>
          <SaveButton form={form}>Save profile</SaveButton>
        </FormActions>
      </Form>
    </Section>
  );
}
