import 'server-only';
import { screen } from '@/lib/platform/screen';
import { placeOptions } from './places';
import { askCompany } from './queries';

/** What a company says of itself, where and how it works, and how its people sign in. */
export const companyScreen = screen({
  permission: 'settings.read',
  input: () => 'company' as const,
  ask: (tx) => [askCompany(tx)] as const,
  tell: ([[company]], _input, { identity: { confirmed } }) =>
    company && { company, options: placeOptions(company), confirmed },
});
