import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askPaymentTerms } from './queries';

/** When the company's bookings are to be paid. */
export const paymentTermsScreen = screen({
  permission: 'settings.read',
  input: () => 'payment terms' as const,
  ask: (tx) => [askPaymentTerms(tx)] as const,
  tell: ([[terms]]) => terms && { terms },
});
