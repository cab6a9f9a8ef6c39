import 'server-only';
import { may } from '@/lib/auth/permissions';
import { askStaffPrices } from '@/lib/auth/staff-prices';
import { screen } from '@/lib/platform/screen';
import { askMenu, tellMenu } from './queries';

/** Dishes by category, and services. */
export const menuScreen = screen({
  permission: 'menu.read',
  input: () => 'menu' as const,
  ask: (tx) => [askStaffPrices(tx), ...askMenu(tx)] as const,
  tell: ([[company], ...menu], _input, { identity }) => ({
    menu: tellMenu(menu),
    staffPrices: company?.staffPrices ?? false,
    mayEdit: may(identity.role, 'menu.write'),
  }),
});
