import type { ReactNode } from 'react';
import { DraftOwner } from '@/components/form/draft-owner';
import { gateFrame } from '@/lib/auth/actor';
import { PortalHouse } from './portal-house';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { userId, companyName, name, email } = await gateFrame('portal.read');
  return (
    <PortalHouse company={companyName} name={name} email={email}>
      <DraftOwner id={userId} />
      {children}
    </PortalHouse>
  );
}
