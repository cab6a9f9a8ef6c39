import 'server-only';
import { dayKey } from '@/lib/platform/format/dates';
import { screen } from '@/lib/platform/screen';
import { askRates, tellRates } from './queries';

/** What other currencies cost in the company's, by the day from which that holds. */
export const ratesScreen = screen({
  permission: 'rates.read',
  input: () => 'rates' as const,
  ask: (tx) => [askRates(tx)] as const,
  tell: ([rows], _input, { identity: { timeZone }, now }) => ({
    rates: tellRates(rows),
    today: dayKey(now, timeZone),
  }),
});
