import 'server-only';
import { dayKey } from '@/lib/platform/format/dates';
import { type Address, screen } from '@/lib/platform/screen';
import { isDay } from '../../calendar/days';
import { askCashUp, tellCashUp } from './queries';

const dayIn = ({ search: { day } }: Address) => (typeof day === 'string' && isDay(day) ? day : undefined);

/** What came in and went out on a day, by which way, and what was in the box. */
export const cashUpScreen = screen({
  permission: 'payments.record',
  input: (address) => ({ day: dayIn(address) }),
  ask: (tx, { day }, now) => askCashUp(tx, day, now),
  tell: (answers, { day }, { identity: { timeZone }, now }) => ({
    ...tellCashUp(answers),
    today: dayKey(now, timeZone),
    day: day ?? dayKey(now, timeZone),
  }),
});
