import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/section';
import { belowMinimum, type OrderMinimum } from '@/lib/bookings/minimums/rules';
import type { BookingFormState } from '../use-booking-form';

type Props = {
  form: BookingFormState;
  minimum: OrderMinimum | null | undefined;
  place: { currency: string; locale: string };
};

/** Says while a booking is typed that it is below the company's minimum order; nothing while there is nothing on it. */
export function MinimumNote({ form: { values, price }, minimum, place }: Props) {
  if (!minimum || values.lines.length === 0) return null;
  const typed = values.guests.trim();
  // What can't be read as a number is the field's to say.
  const guests = /^\d+$/.test(typed) ? Number(typed) : Number.POSITIVE_INFINITY;
  const below = belowMinimum(minimum, { net: price.subtotal - price.discount, guests }, place);
  if (below.length === 0) return null;
  return (
    <Notice
      tone="attention"
      icon={<Icon name="alert" className="size-4" />}
      title={below.map(({ said }) => said).join(' ')}
    >
      It can be taken down as an enquiry. Confirming it needs more, or a manager’s reason.
    </Notice>
  );
}
