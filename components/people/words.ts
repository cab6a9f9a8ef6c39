import type { Role } from '@/lib/auth/permissions';

export const roleWords: Record<Role, string> = {
  manager: 'Manager',
  planner: 'Event planner',
  accountant: 'Accountant',
  staff: 'Staff',
  kitchen: 'Kitchen',
  driver: 'Driver',
  client: 'Client',
};

/** What each role of the office is for, for whoever chooses one. */
export const roleDeeds: Record<Exclude<Role, 'client'>, { sees: string; not: string }> = {
  manager: {
    sees: 'Everything: also settings, people, prices, costs, imports and the audit trail.',
    not: 'Approves no write-off that they asked for themselves.',
  },
  planner: {
    sees: 'Enquiries, customers, quotes, bookings, calendar, kitchen papers, menu, messages, feedback and cases.',
    not: 'Sees what is billed and paid, but records no payment and issues no invoice. No settings.',
  },
  accountant: {
    sees: 'Invoices, payments, refunds, credit notes, cash-up, ledger, exchange rates, tax exemptions, the financial summary.',
    not: 'Reads bookings and customers, changes no booking. No enquiries, messages, feedback or cases.',
  },
  staff: {
    sees: 'Enquiries, quotes, bookings, menu, messages, feedback and cases; records payments and issues invoices.',
    not: 'Adds no customers, gives no money back. No ledger, no settings.',
  },
  kitchen: {
    sees: 'The production sheet: what is cooked for which agreed event, and what guests can’t eat.',
    not: 'No prices, no customers, no messages.',
  },
  driver: {
    sees: 'The run sheet: the events of the day, where they are, whom to call, what is to be done.',
    not: 'No prices, no list of customers, no messages.',
  },
};

export const passwordHelp = 'At least 12 characters. A few words that only you put together are best.';

export const codeHelp = 'Six figures, as your app shows now, or one of your recovery codes.';
