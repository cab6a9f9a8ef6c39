import 'server-only';
import { dayKey } from '@/lib/platform/format/dates';
import { screen } from '@/lib/platform/screen';
import { askTaxes, tellTaxes } from './queries';

/** The company's taxes by the day from which they hold. */
export const taxScreen = screen({
  permission: 'settings.read',
  input: () => 'tax' as const,
  ask: (tx) => askTaxes(tx),
  tell: (answers, _input, { identity: { timeZone }, now }) => ({
    taxes: tellTaxes(answers),
    today: dayKey(now, timeZone),
  }),
});
