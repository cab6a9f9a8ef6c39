import { type Heard, heardInput } from '../schema';

/** What the office enters that a customer told it by phone. */
export const heard = (bookingId: string, given: Partial<Record<keyof Heard, unknown>>): Heard =>
  heardInput.parse({ source: 'phone', comments: '', ...given, bookingId });
