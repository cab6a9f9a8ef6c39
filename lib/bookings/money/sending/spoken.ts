import { speakLink } from '@/lib/messaging/templates/speak-link';

/** Says a paper as a mail or SMS. */
export const speakPaper = speakLink('paper_sent', {
  en: ({ paper, company }) => `${company}: your ${paper}`,
  fr: ({ paper, company }) => `${company} : ${paper}`,
});

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
