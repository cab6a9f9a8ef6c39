import type { ComponentProps } from 'react';
import { GuestsAndDiets } from '../booking-facts';
import { GuestDiets } from './guest-diets';

type Props = ComponentProps<typeof GuestDiets> & Pick<ComponentProps<typeof GuestsAndDiets>, 'booking'>;

/** Who comes to an event, and who of them can't eat what. */
export default function GuestsTab({ booking, diets, dishes }: Props) {
  return <GuestsAndDiets booking={booking} diets={<GuestDiets {...{ booking, diets, dishes }} />} />;
}
