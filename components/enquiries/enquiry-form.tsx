'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { DateTimeField, InputField, NumberField, SelectField, TextareaField } from '@/components/form/fields';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { asText, useForm } from '@/components/form/use-form';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { optionsOf } from '@/components/ui/options';
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
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-8">
      <StaleNotice form={form} noun="enquiry" labels={labels} />
      <FieldGroup legend="Who asks">
        <InputField {...form.field('name')} label="Name" required autoComplete="off" dir="auto" />
        <div className="grid gap-5 sm:grid-cols-2">
          <InputField
            {...form.field('phone')}
            label="Phone"
            optional
            type="tel"
            inputMode="tel"
            autoComplete="off"
          />
          <InputField
            {...form.field('email')}
            label="E-mail"
            optional
            type="email"
            inputMode="email"
            autoComplete="off"
          />
        </div>
      </FieldGroup>
      <FieldGroup
        legend="What they ask"
        help={booked ? 'It has its booking: what the event is now, is changed there.' : undefined}
      >
        <TextareaField {...form.field('message')} label="In their words" optional rows={4} dir="auto" />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            {...form.field('eventType')}
            label="Event"
            optional
            options={[{ value: '', label: 'Not known yet' }, ...optionsOf(eventTypeWords)]}
          />
          <DateTimeField {...form.field('eventDate')} label="Day" optional kind="date" />
          <NumberField {...form.field('guests')} label="Guests" optional />
          <MoneyField {...form.field('budget')} label="Budget" optional {...place} />
        </div>
        <InputField {...form.field('place')} label="Place" optional autoComplete="off" dir="auto" />
      </FieldGroup>
      <TextareaField
        {...form.field('notes')}
        label="Notes"
        help="Seen by the office only."
        optional
        rows={3}
        dir="auto"
      />
      <FormActions>
        <SaveButton form={form}>{edited ? 'Save enquiry' : 'Add enquiry'}</SaveButton>
        <LeaveLink form={form} href={edited ? `/enquiries/${edited.id}` : '/enquiries'} />
      </FormActions>
    </Form>
  );
}
