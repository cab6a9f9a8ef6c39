'use client';

import type { ReactNode } from 'react';
import { DateTimeField, InputField, NumberField, SelectField, TextareaField } from '@/components/form/fields';
import { FieldGroup } from '@/components/ui/field';
import { optionsOf } from '@/components/ui/options';
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
  const echo = (typed: string) => sayTyped(typed, where);
  const counted = form.values.guaranteedGuests;
  const lockedHelp = locked ? 'Confirmed: only a manager changes this.' : undefined;
  return (
    <FieldGroup legend="Event" help={`Times are in 24 hours, ${zoneName(where.timeZone)}.`}>
      <InputField
        {...form.field('eventName')}
        label="Event name"
        help={nameHelp}
        required
        autoComplete="off"
        dir="auto"
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField {...form.field('eventType')} label="Type" required options={optionsOf(eventTypeWords)} />
        <SelectField
          {...form.field('serviceStyle')}
          label="Style"
          optional
          options={[{ value: '', label: 'Not decided' }, ...optionsOf(serviceStyleWords)]}
        />
        <DateTimeField
          {...form.field('startsAt')}
          label="Start"
          help={lockedHelp ?? echo(form.values.startsAt)}
          required
          disabled={locked}
        />
        <DateTimeField
          {...form.field('endsAt')}
          label="End"
          help={lockedHelp ?? echo(form.values.endsAt)}
          required
          disabled={locked}
          min={form.values.startsAt || undefined}
        />
      </div>
      {availability}
      <InputField
        {...form.field('venue')}
        label="Venue"
        help={lockedHelp}
        required
        disabled={locked}
        autoComplete="off"
        dir="auto"
      />
      <InputField
        {...form.field('venueAddress')}
        label="Address"
        optional
        autoComplete="street-address"
        dir="auto"
      />
      <div className="grid grid-cols-2 items-start gap-5 sm:grid-cols-3">
        <NumberField
          {...form.field('guests')}
          label="Guests"
          help={counted ? `The final count is ${counted}` : lockedHelp}
          required
          disabled={locked}
        />
        <NumberField {...form.field('children')} label="Children" help="Among the guests" optional />
        <NumberField
          {...form.field('vendorMeals')}
          label="Vendor meals"
          help="Band, photographer, drivers"
          optional
        />
      </div>
    </FieldGroup>
  );
}

/** What the kitchen must know. */
export function WishFields({ form }: { form: BookingFormState }) {
  return (
    <FieldGroup legend="Diets and wishes">
      <TextareaField
        {...form.field('dietary')}
        label="Diets and allergies"
        help="Who can’t eat what, and how many they are."
        optional
        rows={3}
        dir="auto"
      />
      <TextareaField
        {...form.field('specialRequests')}
        label="Special requests"
        optional
        rows={3}
        dir="auto"
      />
    </FieldGroup>
  );
}
