'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { InputField, SelectField, TextareaField } from '@/components/form/fields';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { asText, useForm } from '@/components/form/use-form';
import { FormActions } from '@/components/ui/form-actions';
import { optionsOf } from '@/components/ui/options';
import { createCustomer, updateCustomer } from '@/lib/customers/actions';
import type { CustomerValues } from '@/lib/customers/schema';
import { changedWords, cuisineWords, languageWords } from './words';

type Props = {
  initial: CustomerValues;
  edited?: { id: string; version: number };
  /** Where to go with the saved customer's id put in place of `:id`. */
  savedHref: string;
  cancelHref: string;
};

/** A customer's form, for a new one or an edit. */
export function CustomerForm({ initial, edited, savedHref, cancelHref }: Props) {
  const router = useRouter();
  const form = useForm({
    id: `customer-${edited?.id ?? 'new'}`,
    initial,
    version: edited?.version,
    schema: () => import('@/lib/customers/schema').then((file) => file.customerInput),
    send: (input, key, { version }) =>
      edited ? updateCustomer({ ...input, id: edited.id, version }, key) : createCustomer(input, key),
    stored: (changed) => {
      const theirs: Partial<CustomerValues> = {
        ...asText(changed),
        ...(Array.isArray(changed.tags) ? { tags: changed.tags.join(', ') } : {}),
      };
      // Stored with its country, typed as at home: the same number is no change.
      const same = theirs.phone && figures(theirs.phone) === figures(initial.phone);
      return same ? { ...theirs, phone: initial.phone } : theirs;
    },
    saved: ({ id }) => router.push(savedHref.replace(':id', id) as Route),
  });
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-5">
      <StaleNotice form={form} noun="customer" labels={changedWords} say={sayField} />
      <InputField
        {...form.field('name')}
        label="Name"
        help="As they write it themselves."
        required
        autoComplete="off"
        dir="auto"
      />
      <InputField
        {...form.field('phone')}
        label="Phone"
        help="For calls and WhatsApp. Another country’s number starts with +."
        optional
        type="tel"
        inputMode="tel"
        autoComplete="off"
      />
      <InputField
        {...form.field('email')}
        label="E-mail"
        optional
        type="email"
        inputMode="email"
        autoComplete="off"
      />
      <InputField {...form.field('address')} label="Address" optional autoComplete="off" dir="auto" />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          {...form.field('language')}
          label="Language"
          help="Messages are written in it."
          options={optionsOf(languageWords)}
        />
        <SelectField
          {...form.field('cuisine')}
          label="Favourite cuisine"
          optional
          options={[{ value: '', label: 'Not known' }, ...optionsOf(cuisineWords)]}
        />
      </div>
      <TextareaField
        {...form.field('notes')}
        label="Notes"
        help="Seen by the office only."
        optional
        dir="auto"
      />
      <InputField
        {...form.field('tags')}
        label="Tags"
        help="Set apart by commas: vip, church, pays late."
        optional
        autoComplete="off"
        dir="auto"
      />
      <FormActions>
        <SaveButton form={form}>{edited ? 'Save customer' : 'Add customer'}</SaveButton>
        <LeaveLink form={form} href={cancelHref} />
      </FormActions>
    </Form>
  );
}

/** The end of a number, which all its spellings share. */
const figures = (phone: string) => phone.replace(/\D/g, '').slice(-8);

function sayField(field: keyof CustomerValues, value: unknown): string | undefined {
  if (field === 'language') return languageWords[value as keyof typeof languageWords];
  return field === 'cuisine' ? cuisineWords[value as keyof typeof cuisineWords] : undefined;
}
