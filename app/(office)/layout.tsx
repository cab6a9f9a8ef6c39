import type { ReactNode } from 'react';
import { gateFrame } from '@/lib/auth/actor';
import { OfficeHouse } from './office-house';

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const { companyName, name, email, role } = await gateFrame('dashboard.read');
  return (
    <OfficeHouse company={companyName} name={name} email={email} role={role}>
      {children}
    </OfficeHouse>
  );
}
