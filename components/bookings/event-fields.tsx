'use client';

import type { ReactNode } from 'react';
import { Field, FieldGroup } from '@/components/ui/field';
import { DateTimeInput, Input, NumberInput, Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { sayTyped } from '@/lib/bookings/local-time';
import { serviceStyleWords } from '@/lib/bookings/words';
import { type Locality, zoneName } from '@/lib/platform/format/zones';
import type { BookingFormState } from './use-booking-form';

type Props = {
  form: BookingFormState;
  /** The company's clock and notation. */
  where: Locality;
  /** Whose word for the event is meant. */
  nameHelp: string;
  /** Fields that this person can't change any more. */
  locked: boolean;
  /** How full the chosen time is, where the office chooses it. */
  availability?: ReactNode;
};
/** What the event is, when, where and for how many. */
export function EventFields({ form, where, nameHelp, locked, availability }: Props) {
  const wrong = form.errors;
  const echo = (typed: string) => sayTyped(typed, where);
  const counted = form.values.guaranteedGuests;
  const lockedHelp = locked ? 'Confirmed: only a manager changes this.' : undefined;
  return (
    <FieldGroup legend="Event" help={`Times are in 24 hours, ${zoneName(where.timeZone)}.`}>
      <Field label="Event name" name="eventName" error={wrong.eventName} help={nameHelp} required>
        <Input {...form.bind('eventName')} autoComplete="off" dir="auto" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Type" name="eventType" error={wrong.eventType} required>
          <Select {...form.bind('eventType')} options={optionsOf(eventTypeWords)} />
        </Field>
        <Field label="Style" name="serviceStyle" error={wrong.serviceStyle} optional>
          <Select
            {...form.bind('serviceStyle')}
            options={[{ value: '', label: 'Not decided' }, ...optionsOf(serviceStyleWords)]}
          />
        </Field>
        <Field
          label="Start"
          name="startsAt"
          error={wrong.startsAt}
          help={lockedHelp ?? echo(form.values.startsAt)}
          required
        >
          <DateTimeInput {...form.bind('startsAt')} disabled={locked} />
        </Field>
        <Field
          label="End"
          name="endsAt"
          error={wrong.endsAt}
          help={lockedHelp ?? echo(form.values.endsAt)}
          required
        >
          <DateTimeInput {...form.bind('endsAt')} disabled={locked} min={form.values.startsAt || undefined} />
        </Field>
      </div>
      {availability}
      <Field label="Venue" name="venue" error={wrong.venue} help={lockedHelp} required>
        <Input {...form.bind('venue')} disabled={locked} autoComplete="off" dir="auto" />
      </Field>
      <Field label="Address" name="venueAddress" error={wrong.venueAddress} optional>
        <Input {...form.bind('venueAddress')} autoComplete="street-address" dir="auto" />
      </Field>
      <div className="grid grid-cols-2 items-start gap-5 sm:grid-cols-3">
        <Field
          label="Guests"
          name="guests"
          error={wrong.guests}
          help={counted ? `The final count is ${counted}` : lockedHelp}
          required
        >
          <NumberInput {...form.bind('guests')} disabled={locked} />
        </Field>
        <Field label="Children" name="children" error={wrong.children} help="Among the guests" optional>
          <NumberInput {...form.bind('children')} />
        </Field>
        <Field
          label="Vendor meals"
          name="vendorMeals"
          error={wrong.vendorMeals}
          help="Band, photographer, drivers"
          optional
        >
          <NumberInput {...form.bind('vendorMeals')} />
        </Field>
      </div>
    </FieldGroup>
  );
}

/** What the kitchen must know. */
export function WishFields({ form }: { form: BookingFormState }) {
  const wrong = form.errors;
  return (
    <FieldGroup legend="Diets and wishes">
      <Field
        label="Diets and allergies"
        name="dietary"
        error={wrong.dietary}
        help="Who can’t eat what, and how many they are."
        optional
      >
        <Textarea {...form.bind('dietary')} rows={3} dir="auto" />
      </Field>
      <Field label="Special requests" name="specialRequests" error={wrong.specialRequests} optional>
        <Textarea {...form.bind('specialRequests')} rows={3} dir="auto" />
      </Field>
    </FieldGroup>
  );
}
