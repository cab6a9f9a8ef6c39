import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-md border bg-sunken px-1 font-sans text-muted text-xs">
      {children}
    </kbd>
  );
}

/** The key held for commands: ⌘ on Apple's keyboards, Ctrl on the others. */
export function ModKey() {
  return (
    <Kbd>
      <span className="mac:hidden">Ctrl</span>
      <span className="hidden mac:inline">⌘</span>
    </Kbd>
  );
}
