import type { Tx } from '@/db/session';
import type { Queued } from '../events';

/** A customer tapped a button whose meaning another slice gave it. */
export type Tapped = {
  companyId: string;
  customerId: string;
  /** Of the message that the button stood under, where that is known. */
  bookingId: string | null;
  payload: string;
};

/** What a slice understands of taps and does about them, in the transaction that stores the tap. */
export type Tap = {
  understands: (payload: string) => boolean;
  /** Gives the message to announce after the commit. */
  take: (tx: Tx, tapped: Tapped) => Promise<Queued | undefined>;
};
