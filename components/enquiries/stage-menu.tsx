'use client';

import { Menu, type MenuEntry } from '@/components/ui/menu';
import { enquiryStages } from '@/db/enums';
import { mayLose, mayMove, type Stage, stageWords } from '@/lib/enquiries/rules';
import { type Movable, ruled } from './move-enquiry';

type Props = {
  card: Movable;
  move: (to: Stage) => void;
  lose: () => void;
  more?: readonly MenuEntry[];
  /** On a card, where a button with a frame would weigh more than the name. */
  quiet?: boolean;
};

const quietTrigger =
  'inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11';

/** Everywhere that an enquiry can be moved to without a mouse. */
export function StageMenu({ card, move, lose, more = [], quiet }: Props) {
  const to = enquiryStages.filter((stage) => mayMove(ruled(card), stage).ok);
  const entries: MenuEntry[] = [
    ...to.map((stage) => ({ label: `Move to ${stageWords[stage]}`, onSelect: () => move(stage) })),
    ...(mayLose(ruled(card)).ok
      ? [{ label: 'Mark as lost…', danger: true, asks: true as const, onSelect: lose }]
      : []),
    ...(card.booking
      ? [{ label: `Open booking ${card.booking.reference}`, href: `/bookings/${card.booking.id}` }]
      : []),
    ...more,
  ];
  if (entries.length === 0) return null;
  return (
    <Menu
      label={`What to do with ${card.name}`}
      entries={entries}
      triggerClassName={quiet ? quietTrigger : undefined}
    />
  );
}
