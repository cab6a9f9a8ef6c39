'use client';

import { Field, FieldGroup } from '@/components/ui/field';
import { DateTimeInput, Input, NumberInput, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { BookingValues } from '@/lib/bookings/schema';
import type { BookingFormState } from './use-booking-form';
import { eventTypeWords, optionsOf, serviceStyleWords } from './words';

type Props = {
  form: BookingFormState;
  zoneNote: string /** Fields that this person can't change any more. */;
  /** Whose word for the event is meant. */
  nameHelp: string;
  locked: boolean;
};
type TextField = Exclude<keyof BookingValues, 'lines' | 'customerId'>;

/** What a control of this form needs: its value, how to change it, and what is wrong. */
function bind(form: BookingFormState, name: TextField) {
  return {
    value: form.values[name],
    onChange: (event: { target: { value: string } }) => form.set({ [name]: event.target.value }),
  };
}

/** What the event is, when, where and for how many. */
export function EventFields({ form, zoneNote, nameHelp, locked }: Props) {
  const wrong = form.problems.fields;
  const lockedHelp = locked ? 'Confirmed: only a manager changes this.' : undefined;
  return (
    <FieldGroup legend="Event">
      <Field label="Event name" name="eventName" error={wrong.eventName} help={nameHelp} required>
        <Input {...bind(form, 'eventName')} maxLength={160} autoComplete="off" dir="auto" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Type" name="eventType" error={wrong.eventType} required>
          <Select {...bind(form, 'eventType')} options={optionsOf(eventTypeWords)} />
        </Field>
        <Field label="Style" name="serviceStyle" error={wrong.serviceStyle} optional>
          <Select
            {...bind(form, 'serviceStyle')}
            options={[{ value: '', label: 'Not decided' }, ...optionsOf(serviceStyleWords)]}
          />
        </Field>
        <Field label="Start" name="startsAt" error={wrong.startsAt} help={lockedHelp ?? zoneNote} required>
          <DateTimeInput {...bind(form, 'startsAt')} disabled={locked} />
        </Field>
        <Field label="End" name="endsAt" error={wrong.endsAt} help={lockedHelp} required>
          <DateTimeInput
            {...bind(form, 'endsAt')}
            disabled={locked}
            min={form.values.startsAt || undefined}
          />
        </Field>
      </div>
      <Field label="Venue" name="venue" error={wrong.venue} help={lockedHelp} required>
        <Input {...bind(form, 'venue')} maxLength={160} disabled={locked} autoComplete="off" dir="auto" />
      </Field>
      <Field label="Address" name="venueAddress" error={wrong.venueAddress} optional>
        <Input {...bind(form, 'venueAddress')} maxLength={500} autoComplete="street-address" dir="auto" />
      </Field>
      <Field
        label="Guests"
        name="guests"
        error={wrong.guests}
        help={lockedHelp}
        required
        className="sm:max-w-40"
      >
        <NumberInput {...bind(form, 'guests')} maxLength={4} disabled={locked} />
      </Field>
    </FieldGroup>
  );
}

/** What the kitchen must know. */
export function WishFields({ form }: { form: BookingFormState }) {
  const wrong = form.problems.fields;
  return (
    <FieldGroup legend="Diets and wishes">
      <Field
        label="Diets and allergies"
        name="dietary"
        error={wrong.dietary}
        help="Who can’t eat what, and how many they are."
        optional
      >
        <Textarea {...bind(form, 'dietary')} maxLength={4000} rows={3} dir="auto" />
      </Field>
      <Field label="Special requests" name="specialRequests" error={wrong.specialRequests} optional>
        <Textarea {...bind(form, 'specialRequests')} maxLength={4000} rows={3} dir="auto" />
      </Field>
    </FieldGroup>
  );
}
