import type { Unclear } from '../plan-unsure';

export type ThanksFacts = {
  customer: string;
  event: string;
  company: string;
  voucher: { code: string; percent: string; until: string } | null;
};

export type RecoveryFacts = {
  customer: string;
  event: string;
  reference: string;
  hours: number;
  /** The customer has said in words what was wrong. */
  told: boolean;
};

export type LinkFacts = { customer: string; event: string; company: string; link: string; stopLink: string };

type Ask = { rating: (event: string) => string } & Record<
  'food' | 'service' | 'presentation' | 'timeliness' | 'recommend' | 'dishes' | 'dislikes' | 'comment',
  string
>;

/** Everything that the conversation about feedback says in one language. */
export type Words = {
  /** From 1 to 5. */
  scores: readonly [string, string, string, string, string];
  skip: string;
  finish: string;
  yes: string;
  no: string;
  noDish: string;
  ask: Ask;
  /** A question put once more, with its buttons, after an answer that can be meant in several ways. */
  clarify: Record<Unclear, (event: string) => string>;
  noted: (event: string) => string;
  thanks: (facts: ThanksFacts) => string;
  recovery: (facts: RecoveryFacts) => string;
  /** Where WhatsApp didn't reach the customer: the web link, first and once more. */
  sms: { first: (facts: LinkFacts) => string; again: (facts: LinkFacts) => string; stop: string };
  email: {
    subject: (event: string) => string;
    first: (facts: LinkFacts) => string;
    again: (facts: LinkFacts) => string;
  };
};
