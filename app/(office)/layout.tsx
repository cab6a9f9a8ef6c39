import type { ReactNode } from 'react';
import { OfficeFrame } from '@/components/frame/office-frame';
import { QueryProvider } from '@/components/query-provider';
import { signOutAction } from '@/lib/auth/actions';
import { gatePage } from '@/lib/auth/actor';
import { officeCommands, officeItems } from './office-items';

export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const { identity } = await gatePage('dashboard.read');
  return (
    <QueryProvider>
      <OfficeFrame
        company={identity.companyName}
        person={{ name: identity.name, email: identity.email, role: identity.role }}
        items={officeItems(identity.role)}
        commands={officeCommands(identity.role)}
        signOut={signOutAction}
      >
        {children}
      </OfficeFrame>
    </QueryProvider>
  );
}
