import 'server-only';
import { screen } from '@/lib/platform/screen';
import { securityFilter } from './list-filter';
import { askSecurity, tellSecurity } from './queries';

/** What looked like trouble, and what people do when. */
export const securityScreen = screen({
  permission: 'security.read',
  input: ({ search }) => securityFilter.read(search),
  ask: askSecurity,
  tell: (answers, filter, { identity, now }) => tellSecurity(answers, filter, { where: identity, now }),
});
