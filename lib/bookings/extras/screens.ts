import 'server-only';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askExtraChoices } from '@/lib/menu/extras';
import { idAt, screen } from '@/lib/platform/screen';
import { askPriced, tellPriced } from '../queries';

/** What an event's extras can be chosen from, for whoever completes it, and what its bill is reckoned from. */
export const extrasScreen = screen({
  permission: 'bookings.advance',
  input: idAt('id'),
  ask: (tx, id) => [askStaffPrices(tx), askExtraChoices(tx), ...askPriced(tx, id)] as const,
  tell: ([[company], choices, ...priced], _input, { identity }) => {
    const booked = tellPriced(priced);
    return booked && { choices, mayPrice: mayPrice(identity.role, company), booked };
  },
});
