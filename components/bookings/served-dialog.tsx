'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { NumberField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { useAnswer } from '@/components/screen/use-answer';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { advanceBooking } from '@/lib/bookings/actions';
import { billFor } from '@/lib/bookings/billed';
import { pricedExtras } from '@/lib/bookings/extras/rules';
import { completionForm, type ExtraChoice, type ExtraValues } from '@/lib/bookings/extras/schema';
import type { extrasScreen } from '@/lib/bookings/extras/screens';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { MoneyPlace } from '@/lib/platform/money';
import { readWhole } from '@/lib/platform/read-whole-number';
import type { DataOf } from '@/lib/platform/screen';
import { ExtrasFields } from './extras-fields';

type Props = {
  /** `guests`: the final count, or those expected where there is none. */
  event: { id: string; name: string; guests: number; endsAt: Date };
  now: Date;
  money: MoneyPlace;
  /** Controlled by the page instead of by its id. */
  close?: () => void;
};

const id = 'served';
const noExtras: ExtraValues[] = [];
const noChoices: ExtraChoice[] = [];

/** Completes an event and asks how many came, and what was extra. */
export default function ServedDialog({ event, now, money, close }: Props) {
  const asked = useAnswer<DataOf<typeof extrasScreen>>(`/api/v1/bookings/${event.id}/extras`);
  const { choices = noChoices, mayPrice = true, booked } = asked.data ?? {};
  const schema = useMemo(
    () => completionForm({ place: money, choices, mayPrice }),
    [money, choices, mayPrice],
  );
  const form = useForm({
    id: `served-${event.id}`,
    initial: { served: String(event.guests), extras: noExtras },
    draft: false,
    schema,
    send: (input, key) => advanceBooking({ id: event.id, to: 'completed', ...input }, key),
    saved: () => {
      if (close) close();
      else closeDialog(id);
      showAgain();
      notify({ message: 'Event completed' });
    },
  });
  const bill =
    booked &&
    billFor(booked, {
      served: readWhole(form.values.served) ?? 0,
      extras: pricedExtras(form.values.extras, { place: money, choices }),
    });
  const early = event.endsAt > now ? 'It is still on by its schedule. ' : '';
  return (
    <DialogForm
      id={id}
      title={`Complete “${event.name}”?`}
      description={`${early}The customer is asked for feedback after its scheduled end. A completed booking can’t be opened again.`}
      {...(close && { open: true, onClose: close })}
      form={form}
      submit="Mark as completed"
      cancel="Not yet"
    >
      <NumberField
        {...form.field('served')}
        label="Guests served"
        help={
          bill
            ? `Billed for ${formatCount(bill.guests, money.locale)}.`
            : 'More than were guaranteed are billed.'
        }
        required
        className="max-w-40"
      />
      <ExtrasFields
        extras={form.values.extras}
        set={(extras) => form.set({ extras })}
        errors={form.errors}
        {...{ choices, mayPrice, money }}
      />
      <output className="tabular min-h-5 text-end font-medium text-sm">
        {bill ? sayMore(bill.more, money) : null}
      </output>
    </DialogForm>
  );
}

/** What the bill changes by, tax included. */
function sayMore(more: number, { currency, locale }: MoneyPlace): string {
  if (more === 0) return 'The bill stays as it is.';
  return `On the bill: ${more > 0 ? '+' : '−'} ${formatMoney(Math.abs(more), currency, locale)}`;
}
