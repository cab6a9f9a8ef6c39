'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { BookingFormState } from './use-booking-form';

type Props = {
  form: BookingFormState;
  /** Whether a new caller can be taken down; not on a booking that is somebody's already. */
  offered: boolean;
  /** Choosing a customer that there is; `asNew` takes down who wasn't found, with what was typed of them. */
  children: (asNew: ((sought: string) => void) | undefined) => ReactNode;
};

/** Whose booking it is: a known customer, or a new caller who becomes one when the booking is saved. */
export function CallerChoice({ form, offered, children }: Props) {
  const { customerId, callerName = '', callerPhone = '', callerAgrees = false } = form.values;
  const [asked, setAsked] = useState(false);
  const taken = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!asked) return;
    const fields = [...(taken.current?.querySelectorAll('input') ?? [])];
    fields.find(({ value }) => value === '')?.focus();
  }, [asked]);
  const asNew = (sought: string) => {
    form.set(mayBePhone(sought) ? { callerPhone: sought } : { callerName: sought });
    setAsked(true);
  };
  const calling = !customerId && (asked || callerName !== '' || callerPhone !== '');
  if (!offered || !calling) return children(offered ? asNew : undefined);
  const { errors } = form;
  const choose = () => {
    setAsked(false);
    form.set({ callerName: '', callerPhone: '', callerAgrees: false });
  };
  return (
    <>
      <div ref={taken} className="grid gap-5 sm:grid-cols-2">
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
      <Checkbox
        name="callerAgrees"
        label="They agree to messages on WhatsApp"
        help="Ask them: without it no confirmation is sent."
        checked={callerAgrees}
        onChange={(event) => form.set({ callerAgrees: event.target.checked })}
      />
      <Button size="small" className="self-start" onClick={choose}>
        Choose a customer instead
      </Button>
    </>
  );
}

/** Whether what was typed to find somebody is a number, or part of one, rather than a name. */
const mayBePhone = (typed: string): boolean => /^[+(]?\d[\d\s()+./-]*$/.test(typed.trim());
