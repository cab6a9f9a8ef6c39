import 'server-only';
import { screen } from '@/lib/platform/screen';
import { askFeed } from './queries';

/** One's own subscribed calendar, if there is one. */
export const feedScreen = screen({
  permission: 'calendar.read',
  input: () => 'feed' as const,
  ask: (tx) => [askFeed(tx)] as const,
  tell: ([[feed]]) => ({ feed: feed ?? null }),
});
