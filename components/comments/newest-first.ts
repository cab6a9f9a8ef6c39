import type { TimelineItem } from '@/components/ui/timeline';

/** A line of a timeline with its moment, so that what comes from several rooms stands in one order. */
export type Dated = TimelineItem & { at: Date };

/** Newest first. */
export const inOrder = <T extends { at: Date }>(items: readonly T[]): T[] =>
  items.toSorted((one, other) => other.at.getTime() - one.at.getTime());
