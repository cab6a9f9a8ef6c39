import type { ReactNode } from 'react';
import { PortalFrame } from '@/components/frame/portal-frame';
import { QueryProvider } from '@/components/query-provider';
import { signOutAction } from '@/lib/auth/actions';
import { gatePage } from '@/lib/auth/actor';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { identity } = await gatePage('portal.read');
  return (
    <QueryProvider>
      <PortalFrame
        company={identity.companyName}
        person={{ name: identity.name, email: identity.email, role: identity.role }}
        items={[{ label: 'My events', href: '/my/bookings', icon: 'bookings' }]}
        signOut={signOutAction}
      >
        {children}
      </PortalFrame>
    </QueryProvider>
  );
}
