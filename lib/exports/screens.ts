import 'server-only';
import { may } from '@/lib/auth/permissions';
import { screen } from '@/lib/platform/screen';
import { mostDirect } from '@/lib/platform/sheet-route';
import { exportLists, listAt, listNamed, listNames, pageOf } from './lists';
import { askExports } from './queries';
import { mayCancel, mayRepeat, mayTake } from './rules';

/** Files of lists that are made in the background, and where to ask for one; `of` names the address of a list's file. */
export const exportsScreen = screen({
  permission: 'exports.run',
  input: ({ search }) => {
    const of = typeof search.of === 'string' ? listAt(search.of) : undefined;
    return { of, here: of ? `/exports?of=${encodeURIComponent(String(search.of))}` : '/exports' };
  },
  ask: (tx) => [askExports(tx)] as const,
  tell: ([rows], { of, here }, { identity, now }) => {
    const { role, userId } = identity;
    if (!may(role, 'exports.run')) return undefined;
    const me = { role, userId };
    const permits = (name: string) => listNamed(name)?.permits(role) ?? false;
    return {
      mostDirect,
      confirmed: identity.confirmed,
      here,
      asked:
        of && permits(of.name)
          ? { ...of, label: exportLists[of.name].label, page: pageOf(exportLists[of.name], of.filter) }
          : undefined,
      lists: listNames.filter(permits).map((name) => ({ name, label: exportLists[name].label })),
      files: rows.map(({ list, filter, madeAs, ...row }) => {
        const known = listNamed(list);
        const kept = { ...row, madeAs };
        return {
          ...row,
          label: known?.label ?? list,
          page: known && filter ? pageOf(known, filter) : undefined,
          mine: row.userId === userId,
          mayTake: mayTake(kept, me, { permitted: permits(list), now }).ok,
          mayCancel: mayCancel(kept).ok,
          mayRepeat: mayRepeat(kept, me).ok,
        };
      }),
    };
  },
});
