import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { paymentMethodWords } from '@/lib/bookings/words';

type Props = {
  form: {
    errors: Record<string, string>;
    bind: (name: 'method' | 'receivedOn' | 'reference') => ComponentProps<'select'> & ComponentProps<'input'>;
  };
  /** The company's day. */
  today: string;
};

/** How and when money came, and what it is known by; the fields of `paymentWords`. */
export function ReceivedFields({ form: { errors, bind }, today }: Props) {
  return (
    <>
      <Field label="Paid by" name="method" error={errors.method} required>
        <Select {...bind('method')} options={optionsOf(paymentMethodWords)} />
      </Field>
      <Field label="Received on" name="receivedOn" error={errors.receivedOn} required>
        <Input {...bind('receivedOn')} type="date" max={today} />
      </Field>
      <Field
        label="Reference"
        name="reference"
        error={errors.reference}
        optional
        help="As on the receipt or transfer."
      >
        <Input {...bind('reference')} autoComplete="off" />
      </Field>
    </>
  );
}
