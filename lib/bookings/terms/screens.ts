import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askTerms } from './queries';

/** On which terms the company takes bookings. */
export const termsScreen = screen({
  permission: 'settings.read',
  input: () => 'terms' as const,
  ask: (tx) => [askTerms(tx)] as const,
  tell: ([[terms]]) => terms && { terms },
});
