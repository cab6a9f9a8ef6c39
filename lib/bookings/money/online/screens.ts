import 'server-only';
import { askLetterhead } from '@/lib/paper/letterhead/queries';
import { screen } from '@/lib/platform/screen';
import { hookAddress } from './keys';
import { askKey } from './queries';

/** How customers pay: the key for payments online, and the company's own words. */
export const paymentSettingsScreen = screen({
  permission: 'settings.read',
  input: () => ({}),
  ask: (tx) => [askKey(tx), askLetterhead(tx)] as const,
  tell: ([[key], [letterhead]], _input, { identity: { companyId, confirmed } }) => ({
    key,
    confirmed,
    webhook: hookAddress(companyId),
    instructions: letterhead?.payment ?? null,
  }),
});
