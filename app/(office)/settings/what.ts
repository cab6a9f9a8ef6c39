/** What each part of the settings is about; apart from their names, which every page of the office carries. */
export const whatSettingsSay: Record<string, string> = {
  '/settings/company': 'Name, address, time zone, languages, sign-in rules',
  '/settings/capacity': 'How many events and covers you take on in a day',
  '/settings/checklist': 'What has to be done for each event, and when',
  '/settings/enquiries': 'The public form, what counts as urgent, the first answer’s clock',
  '/settings/terms': 'Deposit, service charge, final count, who may change prices',
  '/settings/schedule': 'When money is due, reminders, what a cancelled event costs',
  '/settings/payments': 'Where customers pay: online, mobile money, bank',
  '/settings/tax': 'Which taxes are on your prices, and from which day',
  '/settings/rates': 'What other currencies cost, for showing totals',
  '/settings/ledger': 'Account codes and the journal for your accountant',
  '/settings/whatsapp': 'Senders, templates, quiet hours, when feedback is asked for',
  '/settings/notifications': 'Who hears of what',
  '/settings/paper': 'Logo, address and terms on quotes, invoices and kitchen sheets',
  '/settings/people': 'Who works here and what they may do',
  '/settings/audit': 'Who changed what, and when',
  '/settings/imports': 'Customers, menu and bookings from a file',
};
