import type { Spoken } from '@/lib/messaging/kinds';
import { spokenText } from '@/lib/messaging/templates/defaults/all';

const subjects: Record<string, (paper: string, company: string) => string> = {
  fr: (paper, company) => `${company} : ${paper}`,
};

/** Says a paper as a mail or SMS: the words of the template, and what it is. Undefined without its link. */
export function speakPaper({
  channel,
  language,
  values,
}: Spoken): { body: string; subject?: string } | undefined {
  if (!values.link || channel === 'whatsapp') return undefined;
  const { paper = '', company = '' } = values;
  const subject = subjects[language]?.(paper, company) ?? `${company}: your ${paper}`;
  return { subject, body: spokenText('paper_sent', language, values) };
}

const nouns: Record<string, Record<'invoice' | 'credit_note' | 'receipt' | 'statement', string>> = {
  en: {
    invoice: 'invoice',
    credit_note: 'credit note',
    receipt: 'receipt',
    statement: 'statement of account',
  },
  fr: { invoice: 'facture', credit_note: 'avoir', receipt: 'reçu', statement: 'relevé de compte' },
};

/** What a paper is called in the customer's language: "invoice INV-2026-0001". */
export function paperName(
  kind: 'invoice' | 'credit_note' | 'receipt' | 'statement',
  reference: string | null,
  language: string,
): string {
  return [(nouns[language] ?? nouns.en)?.[kind], reference].filter(Boolean).join(' ');
}
