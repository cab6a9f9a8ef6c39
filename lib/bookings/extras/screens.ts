import 'server-only';
import { z } from 'zod';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askExtraChoices } from '@/lib/menu/extras';
import { screen } from '@/lib/platform/screen';
import { askPriced, tellPriced } from '../queries';

const asked = z.object({ booking: z.uuid() });

/** What an event's extras can be chosen from, for whoever completes it, and what its bill is reckoned from. */
export const extrasScreen = screen({
  permission: 'bookings.advance',
  input: ({ search }) => asked.safeParse(search).data,
  ask: (tx, { booking }) => [askStaffPrices(tx), askExtraChoices(tx), ...askPriced(tx, booking)] as const,
  tell: ([[company], choices, ...priced], _input, { identity }) => {
    const booked = tellPriced(priced);
    return booked && { choices, mayPrice: mayPrice(identity.role, company), booked };
  },
});
