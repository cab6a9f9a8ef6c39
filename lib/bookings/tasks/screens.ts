import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askTemplates } from './queries';

/** The company's checklist for its events. */
export const checklistScreen = screen({
  permission: 'settings.read',
  input: () => 'checklist' as const,
  ask: (tx) => [askTemplates(tx)] as const,
  tell: ([templates]) => ({ templates }),
});
