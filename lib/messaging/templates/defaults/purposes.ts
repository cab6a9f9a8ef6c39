import type { Purpose, PurposeFacts } from './types';

/** What each purpose is told. Whoever queues a message gives these by name. */
export const purposes: Record<Purpose, PurposeFacts> = {
  booking_confirmation: {
    category: 'utility',
    variables: ['customer', 'event', 'reference', 'date', 'time', 'venue', 'guests', 'amount'],
  },
  booking_moved: {
    category: 'utility',
    variables: ['customer', 'event', 'oldDate', 'oldTime', 'date', 'time', 'venue', 'reference'],
  },
  booking_cancelled: { category: 'utility', variables: ['customer', 'event', 'date', 'time', 'reference'] },
  event_reminder: { category: 'utility', variables: ['customer', 'event', 'time', 'venue', 'guests'] },
  final_count: { category: 'utility', variables: ['customer', 'event', 'date', 'guests'] },
  feedback_request: { category: 'utility', variables: ['customer', 'event'] },
  feedback_reminder: { category: 'utility', variables: ['customer', 'event'] },
  thank_you: { category: 'marketing', variables: ['customer', 'event', 'percent', 'code', 'until'] },
  recovery: { category: 'utility', variables: ['customer', 'event', 'reference'] },
  remedy_voucher: { category: 'marketing', variables: ['customer', 'event', 'percent', 'code', 'until'] },
  recovery_reask: { category: 'utility', variables: ['customer', 'event'] },
  enquiry_received: { category: 'utility', variables: ['customer', 'company'] },
  quote_sent: { category: 'utility', variables: ['customer', 'quote', 'event', 'amount', 'until', 'link'] },
  quote_reminder: {
    category: 'utility',
    variables: ['customer', 'quote', 'event', 'amount', 'until', 'link'],
  },
  payment_reminder: { category: 'utility', variables: ['customer', 'event', 'amount', 'due', 'reference'] },
  paper_sent: { category: 'utility', variables: ['customer', 'company', 'paper', 'amount', 'link'] },
  opt_in_confirmation: { category: 'utility', variables: ['company'] },
  opt_out_confirmation: { category: 'utility', variables: ['company'] },
  sign_in_code: { category: 'authentication', variables: ['pin'] },
  portal_invitation: { category: 'utility', variables: ['customer', 'company', 'link'] },
  new_device: { category: 'utility', variables: ['customer', 'company', 'device', 'when'] },
};

/** Values that show a person, and WhatsApp's reviewers, what the places are for. */
export const samples: Record<string, string> = {
  customer: 'Ama Mensah',
  event: 'Mensah wedding',
  reference: 'BK00042',
  date: 'Saturday 12 December 2026',
  time: '14:00',
  oldDate: 'Friday 11 December 2026',
  oldTime: '17:00',
  venue: 'Palm Gardens, Accra',
  guests: '75',
  amount: 'GHS 2,610.00',
  quote: 'BK00042-Q1',
  paper: 'invoice INV-2026-0042',
  link: 'https://akwaaba.example/q/3kQm7xT2',
  due: 'Saturday 5 December 2026',
  percent: '10 %',
  code: 'THANKS-7K2M',
  pin: '123456',
  device: 'Chrome on Android',
  when: '27 November 2026, 13:00, Ghana time',
  until: '31 March 2027',
  company: 'Akwaaba Catering',
};
