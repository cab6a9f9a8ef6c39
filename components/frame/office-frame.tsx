import type { ReactNode } from 'react';
import { OfflineNotice } from '../ui/offline-notice';
import { Toaster } from '../ui/toast';
import { BottomBar } from './bottom-bar';
import { CommandButton, type CommandProps } from './command-button';
import { type Person, PersonMenu, type SignOut } from './person-menu';
import { Rail } from './rail';
import { Shortcuts } from './shortcuts';
import { SkipLink } from './skip-link';

type OfficeFrameProps = Omit<CommandProps, 'commands'> & {
  company: string;
  person: Person;
  signOut: SignOut;
  commands?: CommandProps['commands'];
  /** The bell, or nothing. */
  notifications?: ReactNode;
  children: ReactNode;
};

/** The house of staff and managers: rail by task, search on top, bar under the thumb on phones. */
export function OfficeFrame(props: OfficeFrameProps) {
  const { items, commands = [], company } = props;
  return (
    <div data-frame="office" className="flex min-h-dvh [--head:3.5rem] max-md:[--bar:3.5rem]">
      <SkipLink />
      <Rail items={items} company={company} />
      <div className="flex min-w-0 flex-1 flex-col max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]">
        <header
          data-print="no"
          className="sticky top-0 z-20 flex h-14 items-center gap-3 border-b bg-canvas px-4 sm:px-8"
        >
          <CommandButton items={items} commands={commands} search={props.search} />
          <div className="ms-auto flex items-center gap-1.5">
            {props.notifications}
            <PersonMenu person={props.person} signOut={props.signOut} />
          </div>
        </header>
        <OfflineNotice />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 outline-none sm:px-8"
        >
          {props.children}
        </main>
      </div>
      <BottomBar items={items} />
      <Shortcuts items={items} commands={commands} />
      <Toaster />
    </div>
  );
}
