'use client';

import { GitCompareArrows } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/section';
import type { BookingValues, LineValues } from '@/lib/bookings/schema';
import type { BookingFormState } from './use-booking-form';
import { eventTypeWords, serviceStyleWords } from './words';

const labels: Record<keyof BookingValues, string> = {
  customerId: 'Customer',
  eventName: 'Event name',
  eventType: 'Type',
  serviceStyle: 'Style',
  startsAt: 'Start',
  endsAt: 'End',
  venue: 'Venue',
  venueAddress: 'Address',
  guests: 'Guests',
  dietary: 'Diets and allergies',
  specialRequests: 'Special requests',
  lines: 'Menu and services',
};

type Props = { form: BookingFormState; nameOf: (line: LineValues) => string };

/** Someone else saved first: what they changed, what I have there, and the two ways to go on. */
export function StaleNotice({ form, nameOf }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { theirs } = form;
  useEffect(() => {
    if (theirs) box.current?.focus();
  }, [theirs]);
  if (!theirs) return null;
  const fields = Object.keys(theirs.changed) as (keyof BookingValues)[];
  return (
    <div ref={box} role="alert" tabIndex={-1}>
      <Notice
        tone="attention"
        icon={<GitCompareArrows className="size-4" />}
        title="Someone else saved this booking while you were editing it"
      >
        <p>Nothing of yours is lost or saved yet. They changed:</p>
        <dl className="my-3 flex flex-col gap-2">
          {fields.map((field) => (
            <div key={field}>
              <dt className="font-medium">{labels[field]}</dt>
              <dd dir="auto" className="break-words">
                {say(field, theirs.changed[field], nameOf)}
                {JSON.stringify(form.values[field]) !== JSON.stringify(form.base[field]) ? (
                  <span className="block">Yours: {say(field, form.values[field], nameOf)}</span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => form.resolve(true)}>Put my changes on top</Button>
          <Button onClick={() => form.resolve(false)}>Take theirs, drop mine</Button>
        </div>
      </Notice>
    </div>
  );
}

function say(field: keyof BookingValues, value: unknown, nameOf: Props['nameOf']): string {
  if (field === 'lines')
    return (
      (value as LineValues[]).map((line) => `${nameOf(line)} × ${line.quantity}`).join(', ') || 'No lines'
    );
  if (field === 'customerId') return 'Another customer';
  const text = String(value ?? '');
  if (field === 'eventType') return eventTypeWords[text as keyof typeof eventTypeWords] ?? text;
  if (field === 'serviceStyle')
    return serviceStyleWords[text as keyof typeof serviceStyleWords] ?? 'Not decided';
  return (field === 'startsAt' || field === 'endsAt' ? text.replace('T', ' ') : text) || 'Empty';
}
