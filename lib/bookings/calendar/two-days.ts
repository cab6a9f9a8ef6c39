import { formatCalendarDate } from '@/lib/platform/format/dates';
import { addMonths, type Day, isDay } from './days';

export type TwoDays = { first: string; last: string };

/** Two days of the company, both counted in, as an address says them: "2026-03-01_2026-03-31". */
export const twoDays = {
  read: (text: string | undefined): TwoDays | undefined => {
    const [first = '', last = '', ...more] = text?.split('_') ?? [];
    return more.length === 0 && isDay(first) && isDay(last) && first <= last ? { first, last } : undefined;
  },
  write: (days: TwoDays | undefined) => days && `${days.first}_${days.last}`,
};

/** Figures are told of no longer stretch. */
const mostMonths = 120;

/** The stretch that figures of two days are of, in whichever order they are named. `cut`: of more than ten years the last are told. */
export function toldDays(one: Day, other: Day): TwoDays & { cut: boolean } {
  const [first, last] = one < other ? [one, other] : [other, one];
  const earliest = addMonths(last, -mostMonths);
  const cut = first < earliest;
  return { first: cut ? earliest : first, last, cut };
}

/** "1 Mar 2027 – 31 Mar 2027", one day alone where it is one. */
export const sayTwoDays = ({ first, last }: TwoDays, locale = 'en-GB') =>
  [...new Set([first, last])].map((day) => formatCalendarDate(day, locale)).join(' – ');
