import type { ComponentProps } from 'react';
import { MoneyField } from '@/components/form/money-field';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FieldFrame } from '@/components/ui/field-frame';
import { Icon } from '@/components/ui/icon';
import { DateTimeInput, Input, NumberInput } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import {
  type DueValues,
  mostSteps,
  type PlanValues,
  type StepValues,
} from '@/lib/bookings/schedule/form-values';
import type { MoneyPlace } from '@/lib/platform/money';

const ways = [
  { value: 'acceptance', label: 'after acceptance' },
  { value: 'before', label: 'before the event' },
  { value: 'after', label: 'after the event' },
];
const named = { value: 'on', label: 'on a certain day' };
const kinds = (currency: string) => [
  { value: 'share', label: '%' },
  { value: 'amount', label: currency },
];

type Props = {
  values: PlanValues;
  set: (to: Partial<PlanValues>) => void;
  errors: Record<string, string>;
  place: MoneyPlace;
  /** Whether a day of the calendar may be named: of one booking, not of all to come. */
  ofOne: boolean;
};

const newStep: StepValues = { kind: 'share', value: '', way: 'before', days: '30', on: '' };

/** When the deposit, the payments between and the rest are due. */
export function PlanFields({ values, set, errors, place, ofOne }: Props) {
  const { deposit, steps, balance } = values;
  const change = (index: number, to: Partial<StepValues>) =>
    set({ steps: steps.map((one, at) => (at === index ? { ...one, ...to } : one)) });
  return (
    <div className="flex flex-col gap-4">
      <FieldFrame legend="Deposit">
        <DueFields
          at="deposit"
          due={deposit}
          {...{ errors, ofOne }}
          set={(to) => set({ deposit: { ...deposit, ...to } })}
        />
      </FieldFrame>
      {steps.map((step, index) => (
        <FieldFrame
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are added and taken away at their places
          key={index}
          legend={`Payment ${index + 1}`}
          remove={() => set({ steps: steps.filter((_, at) => at !== index) })}
        >
          <div className="grid grid-cols-[1fr_5.5rem] gap-2">
            <StepValue
              kind={step.kind}
              control={{
                name: `steps.${index}.value`,
                value: step.value,
                onChange: ({ target }) => change(index, { value: target.value }),
              }}
              error={errors[`steps.${index}.value`]}
              place={place}
            />
            <Field label="In" name={`steps.${index}.kind`}>
              <Select
                value={step.kind}
                options={kinds(place.currency)}
                onChange={({ target }) => change(index, { kind: target.value })}
              />
            </Field>
          </div>
          <DueFields
            at={`steps.${index}`}
            due={step}
            {...{ errors, ofOne }}
            set={(to) => change(index, to)}
          />
        </FieldFrame>
      ))}
      {steps.length < mostSteps ? (
        <Button
          size="small"
          className="self-start"
          icon={<Icon name="plus" className="size-4" />}
          onClick={() => set({ steps: [...steps, newStep] })}
        >
          Add a payment
        </Button>
      ) : null}
      <FieldFrame legend="The rest">
        <DueFields
          at="balance"
          due={balance}
          {...{ errors, ofOne }}
          set={(to) => set({ balance: { ...balance, ...to } })}
        />
      </FieldFrame>
    </div>
  );
}

type DueProps = {
  /** Where the form has it: "balance", "steps.0". */
  at: string;
  due: DueValues;
  set: (to: Partial<DueValues>) => void;
  errors: Record<string, string>;
  ofOne: boolean;
};

function DueFields({ at, due, set, errors, ofOne }: DueProps) {
  const name = (field: keyof DueValues) => `${at}.${field}`;
  return (
    <div className="grid grid-cols-[5.5rem_1fr] gap-2 max-sm:has-[input[type=date]]:grid-cols-1">
      {due.way === 'on' ? null : (
        <Field label="Days" name={name('days')} error={errors[name('days')]} required>
          <NumberInput value={due.days} onChange={({ target }) => set({ days: target.value })} />
        </Field>
      )}
      <Field label="Due" name={name('way')}>
        <Select
          value={due.way}
          options={ofOne ? [...ways, named] : ways}
          onChange={({ target }) => set({ way: target.value })}
        />
      </Field>
      {due.way === 'on' ? (
        <Field label="Day" name={name('on')} error={errors[name('on')]} required>
          <DateTimeInput kind="date" value={due.on} onChange={({ target }) => set({ on: target.value })} />
        </Field>
      ) : null}
    </div>
  );
}

type StepValueProps = {
  kind: string;
  control: Pick<ComponentProps<typeof MoneyField>, 'name' | 'value' | 'onChange'>;
  error: string | undefined;
  place: MoneyPlace;
};

function StepValue({ kind, control, error, place }: StepValueProps) {
  if (kind === 'amount') return <MoneyField {...control} label="Amount" error={error} {...place} />;
  return (
    <Field label="Share of the total" name={control.name} error={error} required>
      <Input {...control} inputMode="decimal" autoComplete="off" />
    </Field>
  );
}
