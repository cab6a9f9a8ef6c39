import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { setSecurityHours } from '@/lib/security/actions';
import { hoursForm } from '@/lib/security/schema';

const hourOf = (hour: number) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` });
const from = Array.from({ length: 24 }, (_, hour) => hourOf(hour));
const until = Array.from({ length: 24 }, (_, hour) => hourOf(hour + 1));

/** When the company works; what people do at other hours is told. */
export function HoursForm({ hours, isSet }: { hours: { opens: number; closes: number }; isSet: boolean }) {
  const form = useForm({
    id: 'security-hours',
    initial: { opens: String(hours.opens), closes: String(hours.closes) },
    draft: false,
    schema: hoursForm,
    send: (input, key) => setSecurityHours(input, key),
    saved: () => notify({ message: 'Hours saved' }),
  });
  return (
    <Section
      title="When the company works"
      note={
        isSet
          ? 'By the company’s clock. Work at other hours is told as a security event.'
          : 'Nobody has set this yet: until then all but the night from 00:00 to 05:00 counts as work.'
      }
    >
      <Form form={form} className="flex flex-wrap items-start gap-3">
        <Field label="From" name="opens" error={form.errors.opens} className="w-32">
          <Select options={from} {...form.bind('opens')} />
        </Field>
        <Field label="Until" name="closes" error={form.errors.closes} className="w-32">
          <Select options={until} {...form.bind('closes')} />
        </Field>
        <SaveButton form={form} variant="secondary" className="mt-6.5">
          Save hours
        </SaveButton>
      </Form>
    </Section>
  );
}
