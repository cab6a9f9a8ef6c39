import type { Metadata } from 'next';
import { forbidden } from 'next/navigation';
import { SettingsHome } from '@/components/settings/settings-home';
import { gateFrame } from '@/lib/auth/actor';
import { settingsOf } from './parts';
import { whatSettingsSay } from './what';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { role } = await gateFrame('office.open');
  const groups = settingsOf(role);
  if (groups.length === 0) forbidden();
  return <SettingsHome groups={groups} what={whatSettingsSay} />;
}
