'use client';

import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Textarea } from '@/components/ui/input';
import { Notice } from '@/components/ui/section';
import type { Stored } from '@/lib/bookings/plan';
import { MinimumNote } from '../minimums/minimum-note';
import type { BookingFormState } from '../use-booking-form';
import { useCapacity } from './use-capacity';

type Props = {
  form: BookingFormState;
  edited?: { id: string; stored: Pick<Stored, 'status'> };
  /** Whether this person may go over the limits by changing the time. */
  mayOverride: boolean;
  /** Guests that it is cooked for as stored. */
  before?: number;
  place: { currency: string; locale: string };
};

/** Says while the time is chosen how full it is, and what stands against this event. */
export function CapacityNote({ form, edited, mayOverride, before, place }: Props) {
  const { startsAt, endsAt, serviceStyle, venue, overLimits = '' } = form.values;
  const { capacity, busy, failed } = useCapacity({
    start: startsAt,
    end: endsAt,
    guests: form.heads ? String(form.heads.guests) : '',
    style: serviceStyle,
    venue,
    booking: edited?.id,
  });
  const problems = [...(capacity?.taken ? [capacity.taken] : []), ...(capacity?.problems ?? [])];
  const agreed = edited?.stored.status === 'confirmed' || edited?.stored.status === 'in_progress';
  const fewer = before !== undefined && form.heads !== undefined && form.heads.guests < before;
  const mayReason = agreed && mayOverride && (fewer || (capacity?.problems.length ?? 0) > 0);
  return (
    <div className="-mt-2 flex flex-col gap-4">
      <p aria-live="polite" aria-busy={busy || undefined} className="tabular min-h-5 text-muted text-sm">
        {failed
          ? 'How full this time is couldn’t be asked. It is checked when the booking is confirmed.'
          : capacity?.load}
      </p>
      {agreed || failed ? null : <MinimumNote form={form} minimum={capacity?.minimum} place={place} />}
      {problems.length > 0 && !failed ? (
        <Notice tone="attention" icon={<Icon name="alert" className="size-4" />} title={problems.join(' ')}>
          {agreed
            ? 'It can’t be saved with this time as it is.'
            : 'It can be taken down as an enquiry. Confirming it needs another time, or a manager’s reason.'}
        </Notice>
      ) : null}
      {mayReason || overLimits ? (
        <Field
          label={fewer ? 'Why there are fewer guests' : 'Why it goes over the limits'}
          name="overLimits"
          error={form.errors.overLimits}
          help="Kept on the booking’s timeline with your name."
          optional
        >
          <Textarea
            name="overLimits"
            rows={2}
            value={overLimits}
            onChange={(event) => form.set({ overLimits: event.target.value })}
          />
        </Field>
      ) : null}
    </div>
  );
}
