import { attempt } from '@/components/form/send-form';
import { notify } from '@/components/ui/toast';
import { moveEnquiry } from '@/lib/enquiries/actions';
import type { EnquiryCard } from '@/lib/enquiries/card';
import { mayMove, type Stage, stageWords } from '@/lib/enquiries/rules';

/** What moving one needs to know. */
export type Movable = Pick<EnquiryCard, 'id' | 'name' | 'stage' | 'booking'>;

export const ruled = ({ stage, booking }: Movable) => ({
  stage,
  bookingId: booking?.id ?? null,
  bookingStatus: booking?.status ?? null,
});

/** Puts an enquiry into a stage and offers the way back; says why where it can't be. */
export async function moveTo(card: Movable, to: Stage): Promise<void> {
  const decision = mayMove(ruled(card), to);
  if (!decision.ok) return notify({ message: 'Not possible now', detail: decision.reason, tone: 'plain' });
  const result = await attempt((key) => moveEnquiry({ id: card.id, to }, key));
  if (!result.ok) return notify({ message: 'Not moved', detail: result.message, tone: 'error' });
  const from = card.stage;
  const back = from !== 'won' && from !== 'lost';
  notify({
    message: `${card.name}: ${stageWords[to]}`,
    ...(back ? { undo: () => void moveTo({ ...card, stage: to }, from) } : {}),
  });
}
