/** What making a quote that reaches its customer by each way is called, before and after. */
export const wayWords: Record<string, { submit: string; done: string }> = {
  whatsapp: { submit: 'Send quote by WhatsApp', done: 'Quote sent by WhatsApp' },
  email: { submit: 'Send quote by e-mail', done: 'Quote sent by e-mail' },
  link: { submit: 'Make quote with a link', done: 'Quote made: copy its link' },
  '': { submit: 'Keep quote as a draft', done: 'Quote kept as a draft' },
};
