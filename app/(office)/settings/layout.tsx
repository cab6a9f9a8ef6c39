'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Tabs } from '@/components/ui/tabs';

const parts = [
  { label: 'Company', href: '/settings/company' },
  { label: 'WhatsApp', href: '/settings/whatsapp' },
  { label: 'Capacity', href: '/settings/capacity' },
  { label: 'Terms', href: '/settings/terms' },
  { label: 'Payments', href: '/settings/payments' },
  { label: 'Payment schedule', href: '/settings/schedule' },
  { label: 'Tax', href: '/settings/tax' },
  { label: 'Exchange rates', href: '/settings/rates' },
  { label: 'Ledger', href: '/settings/ledger' },
  { label: 'Paper', href: '/settings/paper' },
  { label: 'Checklist', href: '/settings/checklist' },
  { label: 'Enquiries', href: '/settings/enquiries' },
  { label: 'People', href: '/settings/people' },
  { label: 'Notifications', href: '/settings/notifications' },
  { label: 'Import', href: '/settings/imports' },
  { label: 'Audit', href: '/settings/audit' },
  { label: 'Monitoring', href: '/settings/monitoring' },
];

/** The parts of the settings, above each; what lies below one has its way back. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  const path = usePathname();
  return (
    <>
      {parts.some(({ href }) => href === path) ? (
        <Tabs label="Settings" tabs={parts.map((part) => ({ ...part, active: path === part.href }))} />
      ) : null}
      {children}
    </>
  );
}
