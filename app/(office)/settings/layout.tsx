import type { ReactNode } from 'react';
import { gateFrame } from '@/lib/auth/actor';
import { SettingsTabs } from './settings-tabs';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await gateFrame('office.open');
  return (
    <>
      <SettingsTabs role={role} />
      {children}
    </>
  );
}
