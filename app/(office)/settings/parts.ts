import { may, type Permission, type Role } from '@/lib/auth/permissions';

export type SettingsPart = { label: string; href: `/settings/${string}`; what: string };
type Guarded = SettingsPart & { permission: Permission };
type Group<Part> = { label: string; parts: readonly Part[] };

const groups: readonly Group<Guarded>[] = [
  {
    label: 'Your business',
    parts: [
      part('Company', 'company', 'Name, address, time zone, languages, sign-in rules'),
      part('Capacity', 'capacity', 'How many events and covers you take on in a day'),
      part('Checklist', 'checklist', 'What has to be done for each event, and when'),
      part('Enquiries', 'enquiries', 'The public form, what counts as urgent, the first answer’s clock'),
    ],
  },
  {
    label: 'Prices and money',
    parts: [
      part('Terms', 'terms', 'Deposit, service charge, final count, who may change prices'),
      part('Payment schedule', 'schedule', 'When money is due, reminders, what a cancelled event costs'),
      part('Payments', 'payments', 'Where customers pay: online, mobile money, bank'),
      part('Tax', 'tax', 'Which taxes are on your prices, and from which day'),
      part('Exchange rates', 'rates', 'What other currencies cost, for showing totals'),
      part('Ledger', 'ledger', 'Account codes and the journal for your accountant', 'ledger.read'),
    ],
  },
  {
    label: 'Messages and paper',
    parts: [
      part('WhatsApp', 'whatsapp', 'Senders, templates, quiet hours, when feedback is asked for'),
      part('Notifications', 'notifications', 'Who hears of what'),
      part('Paper', 'paper', 'Logo, address and terms on quotes, invoices and kitchen sheets'),
    ],
  },
  {
    label: 'People and data',
    parts: [
      part('People', 'people', 'Who works here and what they may do'),
      part('Audit', 'audit', 'Who changed what, and when', 'audit.read'),
      part('Import', 'imports', 'Customers, menu and bookings from a file', 'imports.run'),
    ],
  },
];

function part(label: string, name: string, what: string, permission: Permission = 'settings.read'): Guarded {
  return { label, href: `/settings/${name}`, what, permission };
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
