import type { serviceStyles } from '@/db/enums';

/** Guests that one of the floor looks after: a table of ten at a plated dinner, 25 at a buffet. */
const guestsEachOf = { plated: 10, full_service: 10, family_style: 15 } as const;
const usual = 25;

/**
 * People that an event needs on the floor, by how it is served; the database reckons the same (`staff_needed`). `guestsEach` is
 * none where the guests don't count: a drop-off needs one person, a pick-up nobody.
 */
export function staffingOf(
  style: (typeof serviceStyles)[number] | null,
  guests: number,
): { people: number; guestsEach: number | null } {
  if (style === 'pick_up') return { people: 0, guestsEach: null };
  if (style === 'drop_off') return { people: 1, guestsEach: null };
  const guestsEach = guestsEachOf[style as keyof typeof guestsEachOf] ?? usual;
  return { people: Math.ceil(guests / guestsEach), guestsEach };
}
