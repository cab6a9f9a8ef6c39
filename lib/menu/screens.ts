import 'server-only';
import { may } from '@/lib/auth/permissions';
import { screen } from '@/lib/platform/screen';
import { askMenu, tellMenu } from './queries';

/** Dishes by category, and services. */
export const menuScreen = screen({
  permission: 'menu.read',
  input: () => 'menu' as const,
  ask: askMenu,
  tell: (answers, _input, { identity }) => ({
    menu: tellMenu(answers),
    mayEdit: may(identity.role, 'menu.write'),
  }),
});
