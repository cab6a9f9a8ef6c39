/** What is said on the page of any link, where nobody signs in. */
export const linkRefusals = {
  tooMany: 'Too many answers from this connection. Please try again later.',
  fault: 'Something broke on our side. Please try again.',
} as const;
