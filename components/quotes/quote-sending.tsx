import type { ComponentProps, ReactNode } from 'react';
import { type BoundField, DateTimeField } from '@/components/form/fields';
import { SaveButton } from '@/components/form/form';
import { ReachField } from '@/components/messaging/reach-field';
import { FormActions } from '@/components/ui/form-actions';
import { wayWords } from './way-words';

type Reach = ComponentProps<typeof ReachField>;
type Props = Pick<Reach, 'customer' | 'choices' | 'otherwise'> & {
  form: ComponentProps<typeof SaveButton>['form'] & {
    field: (name: 'validOn') => BoundField;
    values: { way: string };
    errors: { way?: string };
    set: (changed: { way: string }) => void;
  };
  /** Until when it may hold at the latest, and what that day is. */
  lastDay: string;
  help: ReactNode;
};

/** How a customer is reached first. */
export const usualWay = ({ phone, email }: { phone: string | null; email: string | null }): string =>
  phone ? 'whatsapp' : email ? 'email' : 'link';

/** Until when a quote holds, how it reaches the customer, and what the button does of it. */
export function QuoteSending({ form, lastDay, help, ...reach }: Props) {
  const { way } = form.values;
  return (
    <>
      <DateTimeField
        {...form.field('validOn')}
        label="Valid until"
        help={help}
        required
        around="sm:max-w-60"
        kind="date"
        max={lastDay}
      />
      <ReachField {...reach} way={way} onChange={(to) => form.set({ way: to })} error={form.errors.way} />
      <FormActions>
        <SaveButton form={form}>{wayWords[way]?.submit ?? 'Make quote'}</SaveButton>
      </FormActions>
    </>
  );
}
