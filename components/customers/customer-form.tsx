'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { asText, useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Input, Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
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
  const wrong = form.errors;
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-5">
      <StaleNotice form={form} noun="customer" labels={changedWords} say={sayField} />
      <Field label="Name" name="name" error={wrong.name} help="As they write it themselves." required>
        <Input {...form.bind('name')} autoComplete="off" dir="auto" />
      </Field>
      <Field
        label="Phone"
        name="phone"
        error={wrong.phone}
        help="For calls and WhatsApp. Another country’s number starts with +."
        optional
      >
        <Input {...form.bind('phone')} type="tel" inputMode="tel" autoComplete="off" />
      </Field>
      <Field label="E-mail" name="email" error={wrong.email} optional>
        <Input {...form.bind('email')} type="email" inputMode="email" autoComplete="off" />
      </Field>
      <Field label="Address" name="address" error={wrong.address} optional>
        <Input {...form.bind('address')} autoComplete="off" dir="auto" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Language" name="language" error={wrong.language} help="Messages are written in it.">
          <Select {...form.bind('language')} options={optionsOf(languageWords)} />
        </Field>
        <Field label="Favourite cuisine" name="cuisine" error={wrong.cuisine} optional>
          <Select
            {...form.bind('cuisine')}
            options={[{ value: '', label: 'Not known' }, ...optionsOf(cuisineWords)]}
          />
        </Field>
      </div>
      <Field label="Notes" name="notes" error={wrong.notes} help="Seen by the office only." optional>
        <Textarea {...form.bind('notes')} dir="auto" />
      </Field>
      <Field
        label="Tags"
        name="tags"
        error={wrong.tags}
        help="Set apart by commas: vip, church, pays late."
        optional
      >
        <Input {...form.bind('tags')} autoComplete="off" dir="auto" />
      </Field>
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
