import type { FilterChip } from '@/components/ui/filter-chips';
import { type Copy, copies } from '@/lib/kitchen/copy-rules';
import { type EventPaper, eventPapers } from '@/lib/kitchen/event-papers';
import { kitchenWords } from '@/lib/kitchen/words';

/** The papers of an event: the copies of its order, and those beside it. `path` is the booking's. */
export function paperChips(path: string, shown: Copy | EventPaper): FilterChip[] {
  return [
    ...copies.map((copy) => ({
      label: kitchenWords.en.copies[copy],
      href: `${path}/order?copy=${copy}`,
      active: copy === shown,
    })),
    ...eventPapers.map((paper) => ({
      label: kitchenWords.en.eventPapers[paper],
      href: `${path}/papers/${paper}`,
      active: paper === shown,
    })),
  ];
}

const eachOf = [1, 2, 3, 4, 6, 8];

/** How many labels each dish gets that isn't sold by the tray. `path` is the booking's. */
export function labelChips(path: string, each: number): FilterChip[] {
  const all = eachOf.includes(each) ? eachOf : [...eachOf, each];
  return all.map((count) => ({
    label: count === 1 ? '1 a dish' : `${count} a dish`,
    href: `${path}/papers/labels${count === 1 ? '' : `?each=${count}`}`,
    active: count === each,
  }));
}
