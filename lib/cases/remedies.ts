/** What a customer can be offered for what went wrong. */
export const remedies = ['refund', 'discount', 'replacement', 'gift'] as const;
export const remedyWords: Record<(typeof remedies)[number], string> = {
  refund: 'Refund',
  discount: 'Discount on the next booking',
  replacement: 'Serve again free of charge',
  gift: 'Gift',
};
