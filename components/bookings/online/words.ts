import type { Tone } from '@/components/ui/pill';
import type { Online } from '@/lib/bookings/money/online/queries';

export type Checkout = Online['checkouts'][number];

export const purposeWords: Record<Checkout['purpose'], string> = {
  deposit: 'Deposit',
  instalment: 'Next payment of the plan',
  balance: 'All that was left',
  amount: 'An amount',
};

export const openerWords: Record<Checkout['openedBy'], string> = {
  client: 'by the client in the portal',
  quote: 'from the accepted quote',
  office: 'by a link of the office',
};

/** Where an online payment stands, in words and the tone of its pill. */
export function stateOf({ state, held, startedAt, trouble }: Checkout): { word: string; tone: Tone } {
  if (held) return { word: 'Held', tone: 'rose' };
  if (trouble && state !== 'paid') return { word: 'Look at it', tone: 'rose' };
  switch (state) {
    case 'opened':
      return startedAt ? { word: 'Waiting', tone: 'amber' } : { word: 'Not opened yet', tone: 'neutral' };
    case 'paid':
      return { word: 'Paid', tone: 'green' };
    case 'failed':
      return { word: 'Failed', tone: 'neutral' };
    case 'abandoned':
      return { word: 'Not paid', tone: 'neutral' };
    case 'disputed':
      return { word: 'Disputed', tone: 'rose' };
    default:
      return { word: 'Charged back', tone: 'rose' };
  }
}
