import 'server-only';
import { alertRoles } from '@/db/enums';
import { isRole, rolesFor } from '@/lib/alerts/kind';
import { askViews, tellViews } from '@/lib/lists/queries';
import { askLive, readSince, tellLive } from '@/lib/platform/live/questions';
import { screen } from '@/lib/platform/screen';
import { routedKinds } from './kinds';
import { notificationFilter } from './list-filter';
import { askNotifications, askRoutes, askUnread, tellNotifications } from './queries';

/** What the reader's role is told. */
export const notificationsScreen = screen({
  permission: 'alerts.read',
  input: ({ search }) => notificationFilter.read(search),
  ask: (tx, filter) => [...askNotifications(tx, filter), askViews(tx, 'notifications')] as const,
  tell: ([rows, counts, digest, views], filter, { identity }) => ({
    filter,
    ...tellNotifications([rows, counts, digest], filter, identity),
    looks: tellViews(views, 'notifications', { at: notificationFilter.at(filter), role: identity.role }),
  }),
});

/** Who hears of which kind. */
export const alertRoutesScreen = screen({
  permission: 'settings.read',
  input: () => 'routes' as const,
  ask: (tx) => [askRoutes(tx)] as const,
  tell: ([routes]) => {
    const chosen = new Map(routes.map(({ kind, roles }) => [kind, roles.filter(isRole)]));
    return routedKinds.map((kind) => ({
      kind: kind.kind,
      label: kind.label,
      roles: rolesFor(kind, chosen.get(kind.kind)),
      /** Roles that can't be taken away. */
      fixed: alertRoles.filter((role) => rolesFor(kind, []).includes(role)),
    }));
  },
});

/** What an open office asks every few seconds: what happened since the last look, and the bell's figure. */
export const liveScreen = screen({
  permission: 'office.open',
  input: readSince,
  ask: (tx, since, now) => [...askLive(tx, since, now), askUnread(tx)] as const,
  tell: ([seen, changes, [counts]], since, { now }) => ({
    ...tellLive([seen, changes], since, now),
    unread: counts?.unread ?? 0,
  }),
});
