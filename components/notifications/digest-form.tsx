'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { chooseDigest } from '@/lib/notifications/actions';
import { digestInput } from '@/lib/notifications/schema';

const options = [
  { value: '', label: 'No mail' },
  ...Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: `Every day at ${String(hour).padStart(2, '0')}:00`,
  })),
];

/** One's own daily mail. The hour is the company's. */
export function DigestForm({ hour }: { hour: number | null }) {
  const form = useForm({
    id: 'digest',
    initial: { hour: hour === null ? '' : String(hour) },
    draft: false,
    schema: digestInput,
    send: chooseDigest,
    saved: () =>
      notify({ message: form.values.hour === '' ? 'No daily mail any more' : 'Daily mail chosen' }),
  });
  return (
    <Form form={form} className="flex flex-wrap items-end gap-3">
      <Field label="Daily mail" name="hour" error={form.errors.hour}>
        <Select {...form.bind('hour')} options={options} />
      </Field>
      <SaveButton form={form} variant="secondary">
        Save choice
      </SaveButton>
    </Form>
  );
}
