'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Dialog } from '../ui/dialog';
import { Kbd, ModKey } from '../ui/kbd';
import { openDialog } from '../ui/open-dialog';
import type { NavItem } from './nav';

const mod = 'mod';
const dialogId = 'shortcuts';
const waitForSecondKey = 1200;

/** A box that is ticked takes no letters. */
const fields = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(fields);
}

const rowsOfPage = () =>
  [...document.querySelectorAll<HTMLElement>('main a[data-row]')].filter((row) => row.checkVisibility());
/** Of a list's rows; what other tables have boxes for is no selection. */
const rowAtFocus = () => document.activeElement?.closest('tr:has(a[data-row])');

/** Puts the focus on the row after or before the one that it is in; on the first where it is in none. */
function alongRows(by: 1 | -1): boolean {
  const rows = rowsOfPage();
  const at = rows.findIndex((row) => row.closest('tr') === rowAtFocus());
  const to = at < 0 ? rows[0] : rows[at + by];
  to?.focus();
  return to !== undefined;
}

/** Picks the row that has the focus; where none are selected yet it begins to. */
function pickRow(): boolean {
  const select = document.querySelector<HTMLElement>('[data-shortcut=x]');
  if (!select) return false;
  // The boxes stand before one is ticked. What is selected stays so: the button ends it, the key doesn't.
  if (select.ariaPressed !== 'true') flushSync(() => select.click());
  rowAtFocus()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
  return true;
}

/** Presses or focuses what a page marked with `data-shortcut`. */
function trigger(key: string): boolean {
  if (key === 'j' || key === 'k') return alongRows(key === 'j' ? 1 : -1);
  if (key === 'x') return pickRow();
  const found = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (typing(found)) found.focus();
  else found.click();
  return true;
}

type Row = readonly [label: string, ...keys: string[]];

const keysOfRows: readonly Row[] = [
  ['Along the rows', 'J', 'K', '↑', '↓'],
  ['Open the row', '↵'],
];

/** Keys of the page that is open, as it marked them: `data-shortcut-help` says what they do. */
function keysOfPage(): Row[] {
  const marked = [...document.querySelectorAll<HTMLElement>('[data-shortcut-help]')].map(
    ({ dataset }): Row => [
      dataset.shortcutHelp ?? '',
      ...(dataset.keys?.split(' ') ?? [dataset.shortcut?.toUpperCase() ?? '']),
    ],
  );
  return [...marked, ...(rowsOfPage().length > 0 ? keysOfRows : [])];
}

/** Single keys for those who stay at the keyboard; `?` shows them. Silent while someone types. */
export function Shortcuts({ items }: { items: readonly NavItem[] }) {
  const router = useRouter();
  const [here, setHere] = useState<Row[]>([]);

  useEffect(() => {
    let goUntil = 0;
    const press = (event: KeyboardEvent) => {
      const modified = event.metaKey || event.ctrlKey || event.altKey;
      if (
        modified ||
        event.defaultPrevented ||
        typing(event.target) ||
        document.querySelector('dialog[open]')
      ) {
        return;
      }
      const key = event.key.toLowerCase();
      const going = event.timeStamp < goUntil;
      goUntil = 0;
      const target = going ? items.find((item) => item.key === key)?.href : undefined;
      if (!going && key === 'g') goUntil = event.timeStamp + waitForSecondKey;
      else if (key === '?') {
        setHere(keysOfPage());
        openDialog(dialogId);
      } else if (target) router.push(target as Route);
      else if (!trigger(key)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [items, router]);

  return (
    <Dialog id={dialogId} title="Keyboard shortcuts">
      <section
        aria-label="All shortcuts"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it is longer than the screen, and keys move it
        tabIndex={0}
        className="-mx-3 grid gap-x-8 gap-y-5 rounded-md px-3 pt-1 pb-3 -outline-offset-2 sm:grid-cols-2"
      >
        <div className="flex flex-col gap-5">
          <Keys
            title="Anywhere"
            rows={[
              ['Search and commands', mod, 'K'],
              ['Save a form', mod, '↵'],
              ['These shortcuts', '?'],
            ]}
          />
          <Keys title="On this page" rows={here} />
        </div>
        <Keys
          title="Go to"
          rows={items.flatMap(({ label, key }) => (key ? [[label, 'G', key.toUpperCase()]] : []))}
        />
      </section>
    </Dialog>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly (readonly string[])[] }) {
  if (!rows.length) return null;
  return (
    <div>
      <h3 className="mb-1 font-medium text-subtle text-xs">{title}</h3>
      <dl className="divide-y text-sm">
        {rows.map(([label = '', ...keys]) => (
          <div key={label} className="flex min-h-9 items-center justify-between gap-3">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (key === mod ? <ModKey key={key} /> : <Kbd key={key}>{key}</Kbd>))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
