'use client';

import type { ReactNode } from 'react';
import { PortalFrame } from '@/components/frame/portal-frame';
import { signOutAction } from '@/lib/auth/actions';

const items = [
  { label: 'My events', href: '/my/bookings', icon: 'bookings' },
  { label: 'My quotes', href: '/my/quotes', icon: 'documents' },
  { label: 'My summary', href: '/my/summary', icon: 'reports' },
] as const;

/** The portal's frame from three words. */
export function PortalHouse(me: { company: string; name: string; email: string; children: ReactNode }) {
  return (
    <PortalFrame
      company={me.company}
      person={{ name: me.name, email: me.email, account: '/my/account' }}
      items={items}
      signOut={signOutAction}
    >
      {me.children}
    </PortalFrame>
  );
}
