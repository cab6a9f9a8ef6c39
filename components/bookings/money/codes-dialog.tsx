'use client';

import { useMemo } from 'react';
import { z } from 'zod';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { sayAccount } from '@/lib/bookings/money/accounts';
import { saveAccountCodes } from '@/lib/bookings/money/actions';
import type { LedgerAccount } from '@/lib/bookings/money/ledger';
import { accountCode } from '@/lib/bookings/money/schema';

type Props = { id: string; accounts: readonly LedgerAccount[] };

/** What the accountant calls each account. */
export default function CodesDialog({ id, accounts }: Props) {
  const named = accounts.map((one, at) => ({ ...one, name: `code${at}` }));
  const shape = named.map(({ name }) => name).join();
  const schema = useMemo(
    () => z.object(Object.fromEntries(shape.split(',').map((name) => [name, accountCode]))),
    [shape],
  );
  const form = useForm({
    id: `account-codes-${accounts.map(({ code }) => code).join()}`,
    initial: Object.fromEntries(named.map(({ name, code }) => [name, code])) as Record<string, string>,
    draft: false,
    schema,
    send: (input, key) =>
      saveAccountCodes(
        { codes: named.map(({ account, part, name }) => ({ account, part, code: input[name] ?? '' })) },
        key,
      ),
    saved: () => {
      closeDialog(id);
      notify({ message: 'Account codes saved' });
    },
  });
  return (
    <DialogForm
      id={id}
      title="Account codes"
      description="As your accountant’s chart of accounts calls them. They stand in the journal from now on, also for what was posted before."
      form={form}
      submit="Save codes"
      cancel="Not now"
    >
      {named.map(({ name, account, part }) => (
        <Field key={name} label={sayAccount(account, part)} name={name} error={form.errors[name]} required>
          <Input {...form.bind(name)} autoComplete="off" />
        </Field>
      ))}
    </DialogForm>
  );
}
