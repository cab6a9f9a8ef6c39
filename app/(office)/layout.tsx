import type { ReactNode } from 'react';
import { DraftOwner } from '@/components/form/draft-owner';
import { gateFrame } from '@/lib/auth/actor';
import { OfficeHouse } from './office-house';

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const { userId, companyName, name, email, role } = await gateFrame('office.open');
  return (
    <OfficeHouse company={companyName} name={name} email={email} role={role}>
      <DraftOwner id={userId} />
      {children}
    </OfficeHouse>
  );
}
