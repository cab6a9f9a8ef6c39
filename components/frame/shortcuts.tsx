'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Dialog, openDialog } from '../ui/dialog';
import { Kbd, ModKey } from '../ui/kbd';
import type { Command, NavItem } from './nav';

const mod = 'mod';
const dialogId = 'shortcuts';
const waitForSecondKey = 1200;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');
}

/** Presses or focuses what a page marked with `data-shortcut`. */
function trigger(key: string): boolean {
  const found = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (typing(found)) found.focus();
  else found.click();
  return true;
}

type Row = readonly [label: string, ...keys: string[]];

/** Keys of the page that is open, as it marked them: `data-shortcut-help` says what they do. */
function keysOfPage(): Row[] {
  return [...document.querySelectorAll<HTMLElement>('[data-shortcut-help]')].map(({ dataset }) => [
    dataset.shortcutHelp ?? '',
    ...(dataset.keys?.split(' ') ?? [dataset.shortcut?.toUpperCase() ?? '']),
  ]);
}

type ShortcutsProps = { items: readonly NavItem[]; commands: readonly Command[] };

/** Single keys for those who stay at the keyboard; `?` shows them. Silent while someone types. */
export function Shortcuts({ items, commands }: ShortcutsProps) {
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
      const target = going
        ? items.find((item) => item.key === key)?.href
        : commands.find((command) => command.key === key)?.href;
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
  }, [items, commands, router]);

  return (
    <Dialog id={dialogId} title="Keyboard shortcuts">
      <div className="grid gap-x-8 gap-y-5 pb-3 sm:grid-cols-2">
        <Keys
          title="Anywhere"
          rows={[
            ['Search and commands', mod, 'K'],
            ['Search this list', '/'],
            ['Save a form', mod, '↵'],
            ['Along the rows of a list', '↑', '↓'],
            ['Open the row', '↵'],
            ['This list', '?'],
            ...commands.flatMap(({ label, key }) => (key ? [[label, key.toUpperCase()]] : [])),
          ]}
        />
        <Keys
          title="Go to"
          rows={items.flatMap(({ label, key }) => (key ? [[label, 'G', key.toUpperCase()]] : []))}
        />
        <Keys title="On this page" rows={here} />
      </div>
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
