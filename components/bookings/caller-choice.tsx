'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { BookingFormState } from './use-booking-form';

type Props = {
  form: BookingFormState;
  /** Whether a new caller can be taken down; not on a booking that is somebody's already. */
  offered: boolean;
  /** Choosing a customer that there is. */
  children: ReactNode;
};

/** Whose booking it is: a known customer, or a new caller who becomes one when the booking is saved. */
export function CallerChoice({ form, offered, children }: Props) {
  const { customerId, callerName = '', callerPhone = '' } = form.values;
  const [asked, setAsked] = useState(false);
  const calling = !customerId && (asked || callerName !== '' || callerPhone !== '');
  if (!offered || !calling)
    return (
      <>
        {children}
        {offered && !customerId ? (
          <Button size="small" className="self-start" onClick={() => setAsked(true)}>
            A new caller
          </Button>
        ) : null}
      </>
    );
  const { errors } = form;
  const choose = () => {
    setAsked(false);
    form.set({ callerName: '', callerPhone: '' });
  };
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label="Caller’s name"
          name="callerName"
          error={errors.callerName ?? errors.customerId}
          required
        >
          <Input
            name="callerName"
            value={callerName}
            onChange={(event) => form.set({ callerName: event.target.value })}
            autoComplete="off"
            dir="auto"
          />
        </Field>
        <Field
          label="Phone"
          name="callerPhone"
          error={errors.callerPhone}
          help="If a customer has this number already, the booking is theirs."
          required
        >
          <Input
            name="callerPhone"
            type="tel"
            value={callerPhone}
            onChange={(event) => form.set({ callerPhone: event.target.value })}
            autoComplete="off"
          />
        </Field>
      </div>
      <Button size="small" className="self-start" onClick={choose}>
        Choose a customer instead
      </Button>
    </>
  );
}
