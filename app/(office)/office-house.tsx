'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { OfficeFrame } from '@/components/frame/office-frame';
import { Bell } from '@/components/notifications/bell';
import { roleWords } from '@/components/people/words';
import { signOutAction } from '@/lib/auth/actions';
import { may, type Role } from '@/lib/auth/permissions';
import { officeItems } from './office-items';

const LiveChannel = dynamic(
  () => import('@/components/screen/live-channel').then((file) => file.LiveChannel),
  { ssr: false },
);

// Comes with the first search.
const search = (query: string, signal: AbortSignal) =>
  import('@/components/screen/search-office').then((file) => file.searchOffice(query, signal));

type Me = { company: string; name: string; email: string; role: Role };

/** The office's frame from four words: what a role may open follows here, not in every page's payload. */
export function OfficeHouse({ company, name, email, role, children }: Me & { children: ReactNode }) {
  return (
    <>
      <OfficeFrame
        company={company}
        person={{ name, email, role: roleWords[role], account: '/account' }}
        items={officeItems(role)}
        commands={() => import('./office-commands').then((file) => file.officeCommands(role))}
        {...(may(role, 'search.use') && { search })}
        signOut={signOutAction}
        notifications={may(role, 'alerts.read') ? <Bell /> : null}
      >
        {children}
      </OfficeFrame>
      <LiveChannel />
    </>
  );
}
