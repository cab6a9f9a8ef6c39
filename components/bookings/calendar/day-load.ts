import { formatCount } from '@/lib/platform/format/numbers';

/** How the covers of a day are said, and whether they are all that the company takes on. */
export function loadOf(covers: number, most: number | null): { full: boolean; words: string } {
  const words = most === null ? formatCount(covers) : `${formatCount(covers)}/${formatCount(most)}`;
  return { full: most !== null && covers >= most, words };
}
