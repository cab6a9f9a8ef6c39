import { may, type Role } from '@/lib/auth/permissions';
import type { Decision } from '@/lib/platform/errors';

const yes = { ok: true } as const;
const no = (reason: string) => ({ ok: false, code: 'forbidden', reason }) as const;

/** Whether this role may show a view to the whole office. */
export function mayShare(shared: boolean, role: Role): Decision {
  return shared && !may(role, 'views.share') ? no('A manager shares views. Save it for yourself.') : yes;
}

/**
 * Whether somebody may change a view in this way, or remove it where nothing is changed. One's own always; a shared
 * one is kept by managers, who can't make it their own.
 */
export function mayChangeView(
  view: { ownerId: string; shared: boolean },
  change: { shared?: boolean },
  { role, userId }: { role: Role; userId: string },
): Decision {
  if (view.ownerId === userId)
    return mayShare(change.shared ?? (Object.keys(change).length > 0 && view.shared), role);
  if (!may(role, 'views.share')) return no('This view is shared by somebody else. Save your own beside it.');
  if (change.shared === false) return no('This is somebody else’s view: delete it, or leave it shared.');
  return yes;
}
