import { formatPhone } from '@/lib/platform/format/phones';
import { type MoneyPlace, typedMoney } from '@/lib/platform/money';
import type { EnquiryInput, EnquiryValues } from './schema';

/** A form nobody has typed in yet. */
export const emptyEnquiry: EnquiryValues = {
  name: '',
  phone: '',
  email: '',
  eventType: '',
  eventDate: '',
  guests: '',
  place: '',
  budget: '',
  message: '',
  notes: '',
};

/** A stored enquiry as its form shows it: text in every field, amounts as the company writes them. */
export function valuesOf(stored: EnquiryInput, place: MoneyPlace): EnquiryValues {
  return {
    name: stored.name,
    phone: stored.phone ? formatPhone(stored.phone) : '',
    email: stored.email ?? '',
    eventType: stored.eventType ?? '',
    eventDate: stored.eventDate ?? '',
    guests: stored.guests === null ? '' : String(stored.guests),
    place: stored.place ?? '',
    budget: stored.budget === null ? '' : typedMoney(stored.budget, place),
    message: stored.message ?? '',
    notes: stored.notes ?? '',
  };
}
