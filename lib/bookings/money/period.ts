import type { Address } from '@/lib/platform/screen';
import { isDay } from '../calendar/days';

const dayIn = (given: string | string[] | undefined) =>
  typeof given === 'string' && isDay(given) ? given : undefined;

/** The first day that a stretch can begin with, where an address names none. */
export const beginning = '1900-01-01';
/** The last one that it can end with. */
export const end = '9999-12-31';

/** The stretch that an address asks for, open where it names no end; its ends count in. */
export function periodIn({ search }: Address) {
  const [from, to] = [dayIn(search.from), dayIn(search.to)];
  return { from: from ?? beginning, to: to ?? end, asked: { from, to } };
}
