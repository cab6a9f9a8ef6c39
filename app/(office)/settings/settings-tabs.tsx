'use client';

import { usePathname } from 'next/navigation';
import { Tabs } from '@/components/ui/tabs';
import { may, type Permission, type Role } from '@/lib/auth/permissions';

const parts: { label: string; href: string; permission: Permission }[] = [
  { label: 'Company', href: '/settings/company', permission: 'settings.read' },
  { label: 'WhatsApp', href: '/settings/whatsapp', permission: 'settings.read' },
  { label: 'Capacity', href: '/settings/capacity', permission: 'settings.read' },
  { label: 'Terms', href: '/settings/terms', permission: 'settings.read' },
  { label: 'Payments', href: '/settings/payments', permission: 'settings.read' },
  { label: 'Payment schedule', href: '/settings/schedule', permission: 'settings.read' },
  { label: 'Tax', href: '/settings/tax', permission: 'settings.read' },
  { label: 'Exchange rates', href: '/settings/rates', permission: 'rates.read' },
  { label: 'Ledger', href: '/settings/ledger', permission: 'ledger.read' },
  { label: 'Paper', href: '/settings/paper', permission: 'settings.read' },
  { label: 'Checklist', href: '/settings/checklist', permission: 'settings.read' },
  { label: 'Enquiries', href: '/settings/enquiries', permission: 'settings.read' },
  { label: 'People', href: '/settings/people', permission: 'settings.read' },
  { label: 'Notifications', href: '/settings/notifications', permission: 'settings.read' },
  { label: 'Import', href: '/settings/imports', permission: 'imports.run' },
  { label: 'Audit', href: '/settings/audit', permission: 'audit.read' },
];

/** The parts of the settings that a role opens, above each; what lies below one has its way back. */
export function SettingsTabs({ role }: { role: Role }) {
  const path = usePathname();
  const own = parts.filter(({ permission }) => may(role, permission));
  return own.some(({ href }) => href === path) ? (
    <Tabs label="Settings" tabs={own.map(({ label, href }) => ({ label, href, active: path === href }))} />
  ) : null;
}
