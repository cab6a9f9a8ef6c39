'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { offerRemedy } from '@/lib/cases/actions';
import { remedies, remedyWords } from '@/lib/cases/schema';

type Props = { id: string; caseId: string; currency: string; limit: string };
type Typed = { errors: Record<string, string>; amount?: string; note?: string; remedy?: string };

/** What the customer is offered, and what it costs; above the limit a manager has the last word. */
export function RemedyDialog({ id, caseId, currency, limit }: Props) {
  const [state, offer] = useActionState<Typed, FormData>(
    async (_, form) => {
      const text = (name: string) => String(form.get(name) ?? '');
      const typed = { remedy: text('remedy'), amount: text('amount'), note: text('note') };
      const result = await offerRemedy({
        caseId,
        ...typed,
        remedy: typed.remedy as (typeof remedies)[number],
      });
      if (!result.ok) return { ...typed, errors: result.fields ?? { form: result.message } };
      closeDialog(id);
      notify(
        result.data.waits
          ? { message: 'Waits for a manager', detail: `It is above the limit of ${result.data.limit}.` }
          : { message: 'Remedy recorded' },
      );
      return { errors: {} };
    },
    { errors: {} },
  );
  const { errors } = state;
  return (
    <Dialog
      id={id}
      title="Offer a remedy"
      description={`Up to ${limit} it holds at once; above that a manager approves it.`}
    >
      <form action={offer} className="flex flex-col gap-4">
        {errors.form ? (
          <p role="alert" className="text-danger-ink text-sm">
            {errors.form}
          </p>
        ) : null}
        <Field label="Remedy" name="remedy" error={errors.remedy} required>
          <Select
            options={remedies.map((value) => ({ value, label: remedyWords[value] }))}
            defaultValue={state.remedy ?? 'refund'}
          />
        </Field>
        <Field label="What it costs us" name="amount" error={errors.amount} required>
          <Input
            prefix={currency}
            inputMode="decimal"
            autoComplete="off"
            className="text-end"
            defaultValue={state.amount}
          />
        </Field>
        <Field label="What exactly is offered" name="note" error={errors.note} required>
          <Textarea rows={3} maxLength={500} defaultValue={state.note} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Not now</DialogCancel>
          <SubmitButton>Offer remedy</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
