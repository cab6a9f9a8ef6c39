'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Kbd, ModKey } from '../ui/kbd';
import type { Command, NavItem, SearchHit } from './nav';

// The palette's code comes with its first use.
const CommandPalette = dynamic(() => import('./command-palette').then((file) => file.CommandPalette), {
  ssr: false,
});

export type CommandProps = {
  items: readonly NavItem[];
  commands: readonly Command[];
  /** A server action that finds bookings, customers and so on. */
  search?: (query: string) => Promise<SearchHit[]>;
};

/** Opens search and commands, also with ⌘K. */
export function CommandButton(props: CommandProps) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
        className="flex h-control min-w-0 flex-1 items-center gap-2 rounded-md border bg-surface px-3 text-start text-subtle text-sm transition-colors hover:border-field-line sm:max-w-80"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate">Search or go to…</span>
        <span className="flex gap-0.5 max-md:hidden">
          <ModKey />
          <Kbd>K</Kbd>
        </span>
      </button>
      {open ? <CommandPalette {...props} close={() => setOpen(false)} /> : null}
    </>
  );
}
