'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useEffect, useState } from 'react';
import { OfflineNotice } from '../ui/offline-notice';
import { useLinks } from '../ui/use-links';
import type { NavItem, Person, SignOut } from './nav';
import { NavList } from './nav-list';
import { PersonMenu } from './person-menu';
import { SkipLink } from './skip-link';

// What nobody needs before the page stands.
const Toaster = dynamic(() => import('../ui/toaster').then((file) => file.Toaster), { ssr: false });

type PortalFrameProps = {
  company: string;
  person: Person;
  signOut: SignOut;
  /** Up to five. */
  items: readonly NavItem[];
  children: ReactNode;
};

/** The customers' house: phone first, larger type and targets, one column. */
export function PortalFrame({ company, person, signOut, items, children }: PortalFrameProps) {
  const links = useLinks();
  const [stands, setStands] = useState(false);
  useEffect(() => setStands(true), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithMouseEvents: only fetches ahead
    <div data-frame="portal" className="portal" onClick={links.onClick} onMouseOver={links.onMouseOver}>
      <SkipLink />
      <header data-print="no" className="portal-top">
        <div>
          <p dir="auto">{company}</p>
          {items.length > 1 ? (
            <nav aria-label="Main" className="portal-nav">
              <NavList items={items} />
            </nav>
          ) : null}
          <PersonMenu person={person} signOut={signOut} />
        </div>
      </header>
      <OfflineNotice />
      <main id="content" tabIndex={-1} className="portal-main">
        {children}
      </main>
      {stands ? <Toaster /> : null}
    </div>
  );
}
