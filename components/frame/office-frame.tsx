'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from '../ui/icon';
import { OfflineNotice } from '../ui/offline-notice';
import { railKey } from '../ui/theme';
import { useLinks } from '../ui/use-links';
import { CommandButton } from './command-button';
import type { CommandProps, Person, SignOut } from './nav';
import { NavList } from './nav-list';
import { PersonMenu } from './person-menu';
import { SkipLink } from './skip-link';
import { Sign } from './wordmark';

// What nobody needs before the page stands.
const Shortcuts = dynamic(() => import('./shortcuts').then((file) => file.Shortcuts), { ssr: false });
const Toaster = dynamic(() => import('../ui/toaster').then((file) => file.Toaster), { ssr: false });

type OfficeFrameProps = CommandProps & {
  company: string;
  person: Person;
  signOut: SignOut;
  /** The bell, or nothing. */
  notifications?: ReactNode;
  children: ReactNode;
};

/** The house of staff and managers: rail by task, search on top, bar under the thumb on phones. */
export function OfficeFrame(props: OfficeFrameProps) {
  const { items, commands, company } = props;
  const links = useLinks();
  const [stands, setStands] = useState(false);
  useEffect(() => setStands(true), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithMouseEvents: only fetches ahead
    <div data-frame="office" className="frame" onClick={links.onClick} onMouseOver={links.onMouseOver}>
      <SkipLink />
      <nav aria-label="Main" data-print="no" className="rail">
        <a href={items[0]?.href ?? '/'} className="rail-home">
          <Sign />
          <span dir="auto">{company}</span>
        </a>
        <NavList items={items} />
        <button
          type="button"
          onClick={toggleRail}
          title="Narrow or widen the navigation"
          className="rail-toggle"
        >
          <Icon name="narrow" />
          <span>Narrow the navigation</span>
        </button>
      </nav>
      <div className="frame-body">
        <header data-print="no" className="frame-top">
          <CommandButton items={items} commands={commands} search={props.search} />
          <div className="frame-end">
            {props.notifications}
            <PersonMenu person={props.person} signOut={props.signOut} />
          </div>
        </header>
        <OfflineNotice />
        <main id="content" tabIndex={-1} className="frame-main">
          {props.children}
        </main>
      </div>
      {stands ? (
        <>
          <Shortcuts items={items} />
          <Toaster />
        </>
      ) : null}
    </div>
  );
}

function toggleRail() {
  const { dataset } = document.documentElement;
  const closed = dataset.rail !== 'closed';
  if (closed) dataset.rail = 'closed';
  else delete dataset.rail;
  try {
    localStorage.setItem(railKey, closed ? 'closed' : 'open');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
