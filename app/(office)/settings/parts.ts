import { may, type Permission, type Role } from '@/lib/auth/permissions';

export type SettingsPart = { label: string; href: `/settings/${string}` };
type Guarded = SettingsPart & { permission: Permission };
type Group<Part> = { label: string; parts: readonly Part[] };

const groups: readonly Group<Guarded>[] = [
  {
    label: 'Your business',
    parts: [
      part('Company', 'company'),
      part('Capacity', 'capacity'),
      part('Checklist', 'checklist'),
      part('Enquiries', 'enquiries'),
    ],
  },
  {
    label: 'Prices and money',
    parts: [
      part('Terms', 'terms'),
      part('Payment schedule', 'schedule'),
      part('Payments', 'payments'),
      part('Tax', 'tax'),
      part('Exchange rates', 'rates', 'rates.read'),
      part('Ledger', 'ledger', 'ledger.read'),
    ],
  },
  {
    label: 'Messages and paper',
    parts: [part('WhatsApp', 'whatsapp'), part('Notifications', 'notifications'), part('Paper', 'paper')],
  },
  {
    label: 'People and data',
    parts: [
      part('People', 'people'),
      part('Privacy', 'privacy', 'privacy.manage'),
      part('Audit', 'audit', 'audit.read'),
      part('Security', 'security', 'security.read'),
      part('Monitoring', 'monitoring', 'monitoring.read'),
      part('Import', 'imports', 'imports.run'),
    ],
  },
];

function part(label: string, name: string, permission: Permission = 'settings.read'): Guarded {
  return { label, href: `/settings/${name}`, permission };
}

/** The parts of the settings that a role may open, in groups; a group of none isn't there. */
export function settingsOf(role: Role): Group<SettingsPart>[] {
  return groups
    .map(({ label, parts }) => ({
      label,
      parts: parts
        .filter(({ permission }) => may(role, permission))
        .map(({ permission: _, ...shown }) => shown),
    }))
    .filter(({ parts }) => parts.length > 0);
}
