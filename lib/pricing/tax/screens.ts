import 'server-only';
import { dayKey } from '@/lib/platform/format/dates';
import { screen } from '@/lib/platform/screen';
import { askTaxes, askTaxWay, tellTaxes } from './queries';

/** The company's taxes by the day from which they hold. */
export const taxScreen = screen({
  permission: 'settings.read',
  input: () => 'tax' as const,
  ask: (tx) => [askTaxWay(tx), ...askTaxes(tx)] as const,
  tell: ([[way], ...answers], _input, { identity: { timeZone }, now }) =>
    way && { way, taxes: tellTaxes(answers), today: dayKey(now, timeZone) },
});
