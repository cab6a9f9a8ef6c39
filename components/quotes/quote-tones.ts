import type { Tone } from '@/components/ui/pill';
import type { QuoteStatus } from '@/lib/quotes/rules';

/** The colour of a quote's state; its word says the same. */
export const quoteTones: Record<QuoteStatus, Tone> = {
  draft: 'slate',
  sent: 'sky',
  accepted: 'green',
  declined: 'rose',
  void: 'neutral',
  expired: 'amber',
};
