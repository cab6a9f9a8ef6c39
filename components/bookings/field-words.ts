import { eventTypeWords } from '@/lib/bookings/event-types';
import { sayTyped } from '@/lib/bookings/local-time';
import type { BookingValues, LineValues } from '@/lib/bookings/schema';
import { serviceStyleWords } from '@/lib/bookings/words';
import type { Locality } from '@/lib/platform/format/zones';

/** What the form's fields are called where a change is told. */
export const fieldWords: Record<keyof BookingValues, string> = {
  customerId: 'Customer',
  callerName: 'Caller',
  callerPhone: 'Phone',
  callerAgrees: 'Agrees to messages',
  overLimits: 'Why over the limits',
  occasionName: 'Occasion',
  eventName: 'Event name',
  eventType: 'Type',
  serviceStyle: 'Style',
  startsAt: 'Start',
  endsAt: 'End',
  venue: 'Venue',
  venueAddress: 'Address',
  guests: 'Guests',
  guaranteedGuests: 'Final count',
  children: 'Children',
  vendorMeals: 'Meals for vendors',
  dietary: 'Diets and allergies',
  specialRequests: 'Special requests',
  lines: 'Menu and services',
};

/** A field's value for people. */
export function sayField(
  field: keyof BookingValues,
  value: unknown,
  { nameOf, where }: { nameOf: (line: LineValues) => string; where: Locality },
): string {
  if (field === 'lines')
    return (
      (value as LineValues[])
        .map((line) => `${nameOf(line)} × ${line.quantity}${line.terms ? `, ${line.terms.reason}` : ''}`)
        .join(', ') || 'No lines'
    );
  if (field === 'customerId') return 'Another customer';
  const text = String(value ?? '');
  if (field === 'eventType') return eventTypeWords[text as keyof typeof eventTypeWords] ?? text;
  if (field === 'serviceStyle')
    return serviceStyleWords[text as keyof typeof serviceStyleWords] ?? 'Not decided';
  return (field === 'startsAt' || field === 'endsAt' ? text && sayTyped(text, where) : text) || 'Empty';
}
