import type { InvoiceView } from './list-filter';
import type { InvoiceState } from './rules';

export const stateWords: Record<InvoiceState, string> = {
  issued: 'Issued',
  sent: 'Sent',
  part_paid: 'Part-paid',
  paid: 'Paid',
  written_off: 'Written off',
  void: 'Credited',
};

export const viewWords: Record<InvoiceView, string> = {
  open: 'Open',
  overdue: 'Overdue',
  paid: 'Paid',
  settled: 'Credited or written off',
  credit_notes: 'Credit notes',
};
