import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askLetterhead } from './queries';

/** What stands on the company's paper. */
export const letterheadScreen = screen({
  permission: 'settings.read',
  input: () => 'paper' as const,
  ask: (tx) => [askLetterhead(tx)] as const,
  tell: ([[letterhead]]) => letterhead && { letterhead },
});
