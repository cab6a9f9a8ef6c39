import type { ReactNode } from 'react';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { gateFrame } from '@/lib/auth/actor';
import { settingsOf } from './parts';

/** The parts of the settings stand above each of them. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await gateFrame('office.open');
  return (
    <>
      <SettingsTabs groups={settingsOf(role)} />
      {children}
    </>
  );
}
