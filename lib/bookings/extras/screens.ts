import 'server-only';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askExtraChoices } from '@/lib/menu/extras';
import { screen } from '@/lib/platform/screen';

/** What an event's extras can be chosen from, for whoever completes it. */
export const extrasScreen = screen({
  permission: 'bookings.advance',
  input: () => 'extras' as const,
  ask: (tx) => [askStaffPrices(tx), askExtraChoices(tx)] as const,
  tell: ([[company], choices], _input, { identity }) => ({
    choices,
    mayPrice: mayPrice(identity.role, company),
  }),
});
