'use client';

import { useState, useTransition } from 'react';
import { ConfirmFirst } from '@/components/form/confirm-first';
import { NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { attempt } from '@/components/form/send-form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { NumberInput } from '@/components/ui/input';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import type { DataOf } from '@/lib/platform/screen';
import { countKeeping, saveKeeping } from '@/lib/privacy/actions';
import { fixedRules, keepingRules } from '@/lib/privacy/keeping/rules';
import type { privacyScreen } from '@/lib/privacy/screens';

type Keeping = DataOf<typeof privacyScreen>['keeping'];
type Counted = { label: string; n: number }[];

const bills = 'Names stay on bills for';
const labels = {
  ...(Object.fromEntries(keepingRules.map(({ field, label }) => [field, label])) as Record<
    (typeof keepingRules)[number]['field'],
    string
  >),
  billsYears: bills,
};
const typed = (n: number | null) => (n === null ? '' : String(n));
const valuesOf = (keeping: Keeping) => ({
  messagesMonths: typed(keeping.messagesMonths),
  mediaMonths: typed(keeping.mediaMonths),
  enquiriesMonths: typed(keeping.enquiriesMonths),
  photosMonths: typed(keeping.photosMonths),
  billsYears: typed(keeping.billsYears),
});

const schema = () => import('@/lib/privacy/keeping/schema').then((file) => file.keepingForm);

/** For how long things are kept, each with what it means and how much would go. */
export function KeepingForm({ keeping, confirmed }: { keeping: Keeping; confirmed: boolean }) {
  const [counted, setCounted] = useState<Counted>();
  const [counting, startCounting] = useTransition();
  const form = useForm({
    id: 'privacy-keeping',
    initial: valuesOf(keeping),
    version: keeping.version,
    schema,
    send: (input, key, { version }) => saveKeeping({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...keeping, ...(changed as Partial<Keeping>) }),
    saved: () => {
      setCounted(undefined);
      notify({ message: 'Saved. What is old goes from tonight on.' });
    },
  });
  const count = () =>
    startCounting(async () => {
      const read = (await schema().catch(() => undefined))?.safeParse(form.values);
      if (!read)
        return notify({
          message: 'Not counted',
          detail: 'The server didn’t answer. Check the network and try again.',
          tone: 'error',
        });
      if (!read.success)
        return notify({ message: 'Not counted', detail: 'Use whole numbers of months.', tone: 'error' });
      const { billsYears: _, ...months } = read.data;
      const result = await attempt(() => countKeeping(months));
      if (!result.ok) return notify({ message: 'Not counted', detail: result.message, tone: 'error' });
      setCounted(
        result.data.map(({ kind, n }) => ({
          label: keepingRules.find((rule) => rule.kind === kind)?.label ?? kind,
          n,
        })),
      );
    });
  return (
    <Section
      title="How long you keep data"
      note="What is older goes every night. Empty: it stays until somebody takes it away."
    >
      {confirmed ? null : <ConfirmFirst path="/settings/privacy" what="change how long data is kept" />}
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <div className="grid gap-5 sm:grid-cols-2">
          {keepingRules.map(({ field, label, effect }) => (
            <Field key={field} label={label} name={field} error={form.errors[field]} help={effect} optional>
              <NumberInput {...form.bind(field)} suffix="months" />
            </Field>
          ))}
          <NumberField
            {...form.field('billsYears')}
            label={bills}
            help="Where the law asks that bills name whom they were made for: nobody is anonymised before."
            optional
            suffix="years"
          />
        </div>
        {counted ? (
          <Notice tone="attention" title="Tonight this would go">
            {counted.length === 0 || counted.every(({ n }) => n === 0)
              ? 'Nothing: all of it is younger.'
              : counted
                  .filter(({ n }) => n > 0)
                  .map(({ label, n }) => `${label}: ${n >= 100_000 ? 'more than 100,000' : n}`)
                  .join('. ')}
            {' It can’t be brought back.'}
          </Notice>
        ) : null}
        <FormActions>
          <Button pending={counting} onClick={count}>
            Count what would go
          </Button>
          <SaveButton form={form} disabled={!confirmed}>
            Save how long
          </SaveButton>
        </FormActions>
      </Form>
      <details className="text-sm">
        <summary className="cursor-pointer text-muted">What goes by itself whatever you set</summary>
        <ul className="mt-2 flex list-disc flex-col gap-1 ps-5 text-muted">
          {fixedRules.map(({ label, after }) => (
            <li key={label}>{`${label}: after ${after}`}</li>
          ))}
        </ul>
      </details>
    </Section>
  );
}
