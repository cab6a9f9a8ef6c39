'use client';

import { DateTimeField, InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { followUp } from '@/lib/enquiries/actions';
import { dayAfter } from '@/lib/enquiries/rules';

type Props = { id: string; on: string | null; note: string | null; today: string; open: boolean };

const schema = () => import('@/lib/enquiries/schema').then((file) => file.followUpInput.omit({ id: true }));
const steps = [
  { label: 'Tomorrow', days: 1 },
  { label: 'In 3 days', days: 3 },
  { label: 'In a week', days: 7 },
];

/** When to come back to somebody; the day it comes, it stands on Today. */
export function FollowUpForm({ id, on, note, today, open }: Props) {
  const form = useForm({
    id: `follow-up-${id}`,
    initial: { on: on ?? '', note: note ?? '' },
    draft: false,
    schema,
    send: (input, key) => followUp({ id, ...input }, key),
    saved: () => notify({ message: form.values.on ? 'It comes back on Today' : 'Nothing to come back to' }),
  });
  if (!open) return null;
  return (
    <Section title="Come back to it">
      <Form form={form} className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-2">
          {steps.map(({ label, days }) => (
            <Button key={days} size="small" onClick={() => form.set({ on: dayAfter(today, days) })}>
              {label}
            </Button>
          ))}
        </div>
        <DateTimeField {...form.field('on')} label="Day" optional kind="date" min={today} />
        <InputField {...form.field('note')} label="What for" optional dir="auto" />
        <SaveButton form={form} variant="secondary" className="self-start">
          Save the day
        </SaveButton>
      </Form>
    </Section>
  );
}
