import type { ReactNode } from 'react';
import { gateFrame } from '@/lib/auth/actor';
import { PortalHouse } from './portal-house';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { companyName, name, email } = await gateFrame('portal.read');
  return (
    <PortalHouse company={companyName} name={name} email={email}>
      {children}
    </PortalHouse>
  );
}
