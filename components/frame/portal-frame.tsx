import type { ReactNode } from 'react';
import { OfflineNotice } from '../ui/offline-notice';
import { BottomBar } from './bottom-bar';
import type { NavItem } from './nav';
import { type Person, PersonMenu, type SignOut } from './person-menu';
import { PortalTabs } from './portal-tabs';
import { SkipLink } from './skip-link';

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
  return (
    <div data-frame="portal" className="flex min-h-dvh flex-col text-sm [--head:4rem] max-md:[--bar:3.5rem]">
      <SkipLink />
      <header data-print="no" className="sticky top-0 z-20 border-b bg-canvas">
        <div className="mx-auto flex min-h-16 w-full max-w-3xl items-center gap-4 px-4">
          <p
            dir="auto"
            className="line-clamp-2 min-w-0 flex-1 break-words font-semibold text-sm leading-tight"
          >
            {company}
          </p>
          <PortalTabs items={items} />
          <PersonMenu person={person} signOut={signOut} />
        </div>
      </header>
      <OfflineNotice />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-3xl flex-1 px-4 py-6 outline-none max-md:pb-[calc(5rem+env(safe-area-inset-bottom))]"
      >
        {children}
      </main>
      <BottomBar items={items} />
    </div>
  );
}
