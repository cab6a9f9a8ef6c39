'use client';

import { useState } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Badge } from '@/components/ui/pill';
import { notify } from '@/components/ui/toast';
import { changeView, deleteView, orderViews, saveView } from '@/lib/lists/actions';
import type { ListViews, SavedView } from '@/lib/lists/queries';
import type { ActionResult } from '@/lib/platform/action';
import type { ListAt } from '@/lib/platform/list-filter';
import { showAgain } from './show-again';

type Props = { looks: ListViews; at: ListAt };

/** Tells of what was refused; shows the list anew where it was done. */
async function did(work: Promise<ActionResult<unknown>>): Promise<boolean> {
  const result = await work;
  if (result.ok) showAgain();
  else notify({ message: result.message, tone: 'error' });
  return result.ok;
}

/** The views that are kept, with what this person may do with each. */
export function ViewRows({ looks: { list, views, mayShare }, at }: Props) {
  const own = views.filter((view) => view.own).map(({ id }) => id);
  const move = (id: string, by: number) => {
    const from = own.indexOf(id);
    const ids = own.toSpliced(from, 1).toSpliced(from + by, 0, id);
    return did(attempt((key) => orderViews({ list, ids }, key)));
  };
  const remove = async ({ id, name, query, shared }: SavedView) => {
    if (!(await did(attempt((key) => deleteView({ id }, key))))) return;
    if (at.saved === id) window.history.pushState(null, '', at.plain);
    const again = () => void did(attempt((key) => saveView({ list, name, query, shared }, key)));
    notify({ message: `View “${name}” deleted`, undo: again });
  };
  if (views.length === 0) return null;
  return (
    <section aria-label="Saved views">
      <h3 className="mb-1 font-medium text-sm">Saved views</h3>
      <ul className="divide-y border-y text-sm">
        {views.map((view) => (
          <ViewRow
            key={view.id}
            view={view}
            mayShare={mayShare}
            up={own.indexOf(view.id) > 0 ? () => move(view.id, -1) : undefined}
            down={view.own && view.id !== own.at(-1) ? () => move(view.id, 1) : undefined}
            remove={() => remove(view)}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = {
  view: SavedView;
  mayShare: boolean;
  up?: () => void;
  down?: () => void;
  remove: () => void;
};

function ViewRow({ view: { id, name, shared, own, known }, mayShare, up, down, remove }: RowProps) {
  const [typed, setTyped] = useState<string>();
  const change = (to: { name?: string; shared?: boolean }) =>
    did(attempt((key) => changeView({ id, ...to }, key)));
  const rename = async () => {
    if (typed === undefined || typed === name || (await change({ name: typed }))) setTyped(undefined);
  };
  if (typed !== undefined)
    return (
      <li className="flex items-center gap-2 py-2">
        <Input
          aria-label={`New name of ${name}`}
          value={typed}
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            // Neither the form around it nor the dialog takes them.
            event.preventDefault();
            event.stopPropagation();
            if (event.key === 'Enter') void rename();
            else setTyped(undefined);
          }}
        />
        <Button size="small" onClick={rename}>
          Rename
        </Button>
      </li>
    );
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5">
      <span className="flex min-w-0 flex-1 basis-full flex-wrap sm:basis-32 items-center gap-2">
        <span dir="auto" className="min-w-0 break-words">
          {name}
        </span>
        {shared ? <Badge>Shared</Badge> : null}
        {known ? null : <Badge tone="amber">Out of date</Badge>}
      </span>
      {up ? <IconButton label={`Move ${name} up`} icon={<Icon name="up" />} onClick={up} /> : null}
      {down ? <IconButton label={`Move ${name} down`} icon={<Icon name="down" />} onClick={down} /> : null}
      {own && mayShare ? (
        <Button size="small" variant="quiet" onClick={() => change({ shared: !shared })}>
          {shared ? 'Stop sharing' : 'Share'}
        </Button>
      ) : null}
      {own || mayShare ? (
        <>
          <IconButton label={`Rename ${name}`} icon={<Icon name="edit" />} onClick={() => setTyped(name)} />
          <IconButton label={`Delete ${name}`} icon={<Icon name="delete" />} onClick={remove} />
        </>
      ) : null}
    </li>
  );
}
