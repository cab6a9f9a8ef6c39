'use client';

import { lazy, Suspense, useRef, useState } from 'react';
import { Avatar } from '../ui/avatar';
import { placeUnder } from '../ui/popover-place';
import type { Person, SignOut } from './nav';

const PersonPanel = lazy(() => import('./person-panel').then((file) => ({ default: file.PersonPanel })));

/** Who is signed in, the appearance, and the way out; made when it is asked for. */
export function PersonMenu({ person, signOut }: { person: Person; signOut: SignOut }) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget="person-menu"
        aria-label={`${person.name}: account and appearance`}
        className="person"
      >
        <Avatar name={person.name} />
      </button>
      <div
        ref={panel}
        id="person-menu"
        popover="auto"
        className="person-menu"
        onBeforeToggle={() => setAsked(true)}
        onToggle={(event) => {
          if (event.newState === 'open' && button.current && panel.current) {
            placeUnder(button.current, panel.current);
          }
        }}
      >
        {asked ? (
          <Suspense>
            <PersonPanel person={person} signOut={signOut} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
