'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import type { CommandProps, Commands, SearchHit } from './nav';

// The palette's code comes with its first use.
const paletteCode = () => import('./command-palette').then((file) => file.CommandPalette);
const CommandPalette = dynamic(paletteCode, { ssr: false });

/** Opens search and commands, also with ⌘K. */
export function CommandButton({ items, commands, search }: CommandProps) {
  const [open, setOpen] = useState(false);
  const [offered, setOffered] = useState<Commands>();
  // Kept with the frame: whoever signs in next has a frame of their own.
  const recent = useRef<SearchHit[]>([]);

  useEffect(() => {
    if (!open || offered) return;
    paletteCode().catch(() => undefined);
    const none = () => setOffered({ deeds: [], places: [] });
    if (commands) commands().then(setOffered, none);
    else none();
  }, [open, offered, commands]);

  const typed = useRef('');
  // What is typed while the palette is on its way; neither the page's shortcuts nor its fields get it.
  useEffect(() => {
    if (!open) return;
    const keep = (event: KeyboardEvent) => {
      const { key, metaKey, ctrlKey, altKey } = event;
      const ours = key.length === 1 || key === 'Enter' || key === 'Backspace';
      if (!ours || metaKey || ctrlKey || altKey || document.querySelector('dialog[open]')) return;
      typed.current =
        key === 'Backspace' ? typed.current.slice(0, -1) : typed.current + (key === 'Enter' ? '\n' : key);
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', keep, true);
    return () => {
      document.removeEventListener('keydown', keep, true);
      typed.current = '';
    };
  }, [open]);

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
        className="find"
      >
        <Icon name="search" />
        <span>Search or go to…</span>
        <kbd className="mac:hidden">Ctrl K</kbd>
        <kbd className="hidden mac:inline">⌘K</kbd>
      </button>
      {open && offered ? (
        <CommandPalette
          commands={offered}
          {...{ items, search, recent, typed }}
          close={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
