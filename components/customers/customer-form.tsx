'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { clearDraft, FormDraft } from '@/components/ui/form-draft';
import { Input, Textarea } from '@/components/ui/input';
import { ButtonLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { createCustomer, updateCustomer } from '@/lib/customers/actions';
import type { CustomerValues } from '@/lib/customers/schema';
import { changedWords, cuisineWords, languageWords, optionsOf } from './words';

type Props = {
  initial: CustomerValues;
  edited?: { id: string; version: number };
  /** Where to go with the saved customer's id put in place of `:id`. */
  savedHref: string;
  cancelHref: string;
};

type Problems = { fields?: Record<string, string>; message?: string };

/** A customer's form, for a new one or an edit. */
export function CustomerForm({ initial, edited, savedHref, cancelHref }: Props) {
  const router = useRouter();
  const [problems, setProblems] = useState<Problems>({});
  const [theirs, setTheirs] = useState<Record<string, unknown>>();
  const [version, setVersion] = useState(edited?.version ?? 1);
  const [saving, startSaving] = useTransition();
  const draft = `customer-${edited ? `${edited.id}-${edited.version}` : 'new'}`;
  const wrong = problems.fields ?? {};

  const save = (form: FormData) =>
    startSaving(async () => {
      const values = Object.fromEntries(form) as CustomerValues;
      const result = edited
        ? await updateCustomer({ ...values, id: edited.id, version })
        : await createCustomer(values);
      setTheirs(undefined);
      if (result.ok) {
        clearDraft(draft);
        router.push(savedHref.replace(':id', result.data.id) as Route);
      } else if (result.code === 'stale') {
        const { version: newer, ...changed } = result.changed ?? {};
        setVersion(Number(newer));
        setTheirs(changed);
        setProblems({});
      } else setProblems({ fields: result.fields, message: result.fields ? undefined : result.message });
    });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
      className="flex max-w-xl flex-col gap-5"
    >
      <ErrorSummary errors={problems.fields} message={problems.message} />
      {theirs ? (
        <Notice tone="attention" title="Someone else saved this customer while you were editing">
          <p>Saving again replaces what they wrote where it differs from yours:</p>
          <ul className="mt-2 list-disc ps-5">
            {Object.entries(theirs).map(([field, value]) => (
              <li key={field} dir="auto">
                {changedWords[field] ?? field}: {String(value ?? 'empty')}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <FormDraft id={draft} />
      <Field label="Name" name="name" error={wrong.name} help="As they write it themselves." required>
        <Input defaultValue={initial.name} maxLength={120} autoComplete="off" dir="auto" />
      </Field>
      <Field
        label="Phone"
        name="phone"
        error={wrong.phone}
        help="For calls and WhatsApp. Another country’s number starts with +."
        optional
      >
        <Input defaultValue={initial.phone} type="tel" inputMode="tel" maxLength={40} autoComplete="off" />
      </Field>
      <Field label="E-mail" name="email" error={wrong.email} optional>
        <Input
          defaultValue={initial.email}
          type="email"
          inputMode="email"
          maxLength={254}
          autoComplete="off"
        />
      </Field>
      <Field label="Address" name="address" error={wrong.address} optional>
        <Input defaultValue={initial.address} maxLength={500} autoComplete="off" dir="auto" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Language" name="language" error={wrong.language} help="Messages are written in it.">
          <Select defaultValue={initial.language} options={optionsOf(languageWords)} />
        </Field>
        <Field label="Favourite cuisine" name="cuisine" error={wrong.cuisine} optional>
          <Select
            defaultValue={initial.cuisine}
            options={[{ value: '', label: 'Not known' }, ...optionsOf(cuisineWords)]}
          />
        </Field>
      </div>
      <Field label="Notes" name="notes" error={wrong.notes} help="Seen by the office only." optional>
        <Textarea defaultValue={initial.notes} maxLength={4000} dir="auto" />
      </Field>
      <FormActions>
        <Button type="submit" variant="primary" pending={saving}>
          {edited ? 'Save customer' : 'Add customer'}
        </Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Leave without saving
        </ButtonLink>
      </FormActions>
    </form>
  );
}
