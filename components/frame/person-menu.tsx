'use client';

import { LogOut } from 'lucide-react';
import { useRef } from 'react';
import { Avatar } from '../ui/avatar';
import { SubmitButton } from '../ui/button';
import { placeUnder } from '../ui/popover-place';
import { ThemeSwitch } from '../ui/theme-switch';

export type Person = { name: string; email?: string; role?: string };

/** A server action that ends the session. */
export type SignOut = () => Promise<void> | void;

/** Who is signed in, the appearance, and the way out. */
export function PersonMenu({ person, signOut }: { person: Person; signOut: SignOut }) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget="person-menu"
        aria-label={`${person.name}: account and appearance`}
        className="flex size-control items-center justify-center rounded-full hover:bg-hover"
      >
        <Avatar name={person.name} />
      </button>
      <div
        ref={panel}
        id="person-menu"
        popover="auto"
        className="fixed inset-auto m-0 w-72 rounded-md border bg-surface p-4 text-ink shadow-raised open:animate-appear"
        onToggle={(event) => {
          if (event.newState === 'open' && button.current && panel.current) {
            placeUnder(button.current, panel.current);
          }
        }}
      >
        <p dir="auto" className="break-words font-medium text-sm">
          {person.name}
        </p>
        {person.email || person.role ? (
          <p className="break-words text-muted text-sm">
            {[person.role, person.email].filter(Boolean).join(' · ')}
          </p>
        ) : null}
        <div className="my-4">
          <ThemeSwitch />
        </div>
        <form action={signOut}>
          <SubmitButton variant="secondary" block icon={<LogOut aria-hidden className="size-4" />}>
            Sign out
          </SubmitButton>
        </form>
      </div>
    </>
  );
}
