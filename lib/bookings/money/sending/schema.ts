import { z } from 'zod';

export const sentPapers = ['invoice', 'receipt', 'statement', 'occasion'] as const;
export type SentPaper = (typeof sentPapers)[number];
/** `link` is given to the customer by the office. */
export const paperWays = ['whatsapp', 'email', 'link'] as const;

/** An invoice or credit note, a receipt, a customer for their statement, or an occasion for its account. */
export const sendPaperInput = z.object({
  paper: z.enum(sentPapers),
  id: z.uuid(),
  way: z.enum(paperWays, { error: 'Choose how it reaches the customer.' }),
});
