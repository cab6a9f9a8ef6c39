import type { ChangeEvent, ComponentType, ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { DateTimeInput, Input, NumberInput, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';

type Labelled = {
  label: ReactNode;
  name: string;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  optional?: boolean;
  /** Classes of the field; `className` is the control's. */
  around?: string;
};

/** One field of a form as its control takes it: `form.field(…)`. */
export type BoundField = {
  name: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
  error: string | undefined;
};

/** A control with its label, help and error: `<NumberField {...form.field('guests')} label="Guests" required />`. */
const labelled = <P extends object>(Control: ComponentType<P>) =>
  function LabelledField({ label, name, help, error, required, optional, around, ...control }: P & Labelled) {
    return (
      <Field {...{ label, name, help, error, required, optional }} className={around}>
        <Control {...(control as unknown as P)} />
      </Field>
    );
  };

export const InputField = labelled(Input);
export const NumberField = labelled(NumberInput);
export const TextareaField = labelled(Textarea);
export const SelectField = labelled(Select);
export const DateTimeField = labelled(DateTimeInput);
