import type { Spoken } from '@/lib/messaging/kinds';
import { tongueOf, wordsOf } from './questions';

/** Says the request, or its reminder, as a link to the web page: by SMS and by e-mail. Undefined without a link. */
export const speakLink =
  (say: 'first' | 'again') =>
  ({ channel, language, values, takesReplies }: Spoken): { body: string; subject?: string } | undefined => {
    const { customer = '', event = '', company = '', link, stopLink = '' } = values;
    if (!link || channel === 'whatsapp') return undefined;
    const facts = { customer, event, company, link, stopLink };
    const words = wordsOf(tongueOf(language));
    if (channel === 'email') return { subject: words.email.subject(event), body: words.email[say](facts) };
    return { body: words.sms[say](facts) + (takesReplies ? words.sms.stop : '') };
  };
