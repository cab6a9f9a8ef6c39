import { speakLink } from '@/lib/messaging/templates/speak-link';

/** Says a paper as a mail or SMS. */
export const speakPaper = speakLink('paper_sent', {
  en: ({ paper, company }) => `${company}: your ${paper}`,
  fr: ({ paper, company }) => `${company} : ${paper}`,
});

type SaidPaper = 'invoice' | 'credit_note' | 'receipt' | 'statement' | 'occasion';

const nouns: Record<string, Record<SaidPaper, string>> = {
  en: {
    invoice: 'invoice',
    credit_note: 'credit note',
    receipt: 'receipt',
    statement: 'statement of account',
    occasion: 'account of',
  },
  fr: {
    ...{ invoice: 'facture', credit_note: 'avoir', receipt: 'reçu', statement: 'relevé de compte' },
    occasion: 'compte de',
  },
};

/** What a paper is called in the customer's language: "invoice INV-2026-0001". */
export function paperName(kind: SaidPaper, reference: string | null, language: string): string {
  return [(nouns[language] ?? nouns.en)?.[kind], reference].filter(Boolean).join(' ');
}
