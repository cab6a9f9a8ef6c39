'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { asText, useForm } from '@/components/form/use-form';
import { Field, FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { DateTimeInput, Input, NumberInput, Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { addEnquiry, updateEnquiry } from '@/lib/enquiries/actions';
import type { EnquiryValues } from '@/lib/enquiries/schema';
import { typedMoney } from '@/lib/platform/money';
import type { Place } from '@/lib/platform/sent';

type Props = {
  initial: EnquiryValues;
  edited?: { id: string; version: number };
  /** What the event is stands in its booking by now. */
  booked?: boolean;
  place: Place;
};

const labels: Record<keyof EnquiryValues, string> = {
  name: 'Name',
  phone: 'Phone',
  email: 'E-mail',
  eventType: 'Event',
  eventDate: 'Day',
  guests: 'Guests',
  place: 'Place',
  budget: 'Budget',
  message: 'What they ask',
  notes: 'Notes',
};

/** The office's form of an enquiry: as much as is known; a name and one way to answer are enough. */
export function EnquiryForm({ initial, edited, booked = false, place }: Props) {
  const router = useRouter();
  const form = useForm({
    id: `enquiry-${edited?.id ?? 'new'}`,
    initial,
    version: edited?.version,
    schema: () =>
      import('@/lib/enquiries/schema').then(({ enquiryForm, enquiryUpdateForm }) =>
        edited ? enquiryUpdateForm(place) : enquiryForm(place),
      ),
    send: (input, key, { version }) =>
      edited ? updateEnquiry({ ...input, id: edited.id, version }, key) : addEnquiry(input, key),
    stored: (changed) => ({
      ...asText(changed),
      ...(typeof changed.budget === 'number' ? { budget: typedMoney(changed.budget, place) } : {}),
    }),
    saved: ({ id }) => router.push(`/enquiries/${id}` as Route),
  });
  const wrong = form.errors;
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-8">
      <StaleNotice form={form} noun="enquiry" labels={labels} />
      <FieldGroup legend="Who asks">
        <Field label="Name" name="name" error={wrong.name} required>
          <Input {...form.bind('name')} autoComplete="off" dir="auto" />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Phone" name="phone" error={wrong.phone} optional>
            <Input {...form.bind('phone')} type="tel" inputMode="tel" autoComplete="off" />
          </Field>
          <Field label="E-mail" name="email" error={wrong.email} optional>
            <Input {...form.bind('email')} type="email" inputMode="email" autoComplete="off" />
          </Field>
        </div>
      </FieldGroup>
      <FieldGroup
        legend="What they ask"
        help={booked ? 'It has its booking: what the event is now, is changed there.' : undefined}
      >
        <Field label="In their words" name="message" error={wrong.message} optional>
          <Textarea {...form.bind('message')} rows={4} dir="auto" />
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Event" name="eventType" error={wrong.eventType} optional>
            <Select
              {...form.bind('eventType')}
              options={[{ value: '', label: 'Not known yet' }, ...optionsOf(eventTypeWords)]}
            />
          </Field>
          <Field label="Day" name="eventDate" error={wrong.eventDate} optional>
            <DateTimeInput kind="date" {...form.bind('eventDate')} />
          </Field>
          <Field label="Guests" name="guests" error={wrong.guests} optional>
            <NumberInput {...form.bind('guests')} />
          </Field>
          <MoneyField label="Budget" control={form.bind('budget')} error={wrong.budget} optional {...place} />
        </div>
        <Field label="Place" name="place" error={wrong.place} optional>
          <Input {...form.bind('place')} autoComplete="off" dir="auto" />
        </Field>
      </FieldGroup>
      <Field label="Notes" name="notes" error={wrong.notes} help="Seen by the office only." optional>
        <Textarea {...form.bind('notes')} rows={3} dir="auto" />
      </Field>
      <FormActions>
        <SaveButton form={form}>{edited ? 'Save enquiry' : 'Add enquiry'}</SaveButton>
        <LeaveLink form={form} href={edited ? `/enquiries/${edited.id}` : '/enquiries'} />
      </FormActions>
    </Form>
  );
}
