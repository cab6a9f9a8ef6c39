import { Pill, type Tone } from '@/components/ui/pill';
import { daysLate, type InvoiceState, stateOf } from '@/lib/bookings/money/rules';
import { stateWords } from '@/lib/bookings/money/words';

const tones: Record<InvoiceState, Tone> = {
  issued: 'slate',
  sent: 'sky',
  part_paid: 'amber',
  paid: 'green',
  written_off: 'rose',
  void: 'rose',
};

type Props = { invoice: Parameters<typeof stateOf>[0] & { dueOn: string | null }; today: string };

/** Where an invoice stands, and by how many days it is late. */
export function InvoicePill({ invoice, today }: Props) {
  const state = stateOf(invoice);
  const late = daysLate(invoice, today);
  if (late > 0) return <Pill tone="rose" shape="half">{`${late} ${late === 1 ? 'day' : 'days'} late`}</Pill>;
  return <Pill tone={tones[state]}>{stateWords[state]}</Pill>;
}
