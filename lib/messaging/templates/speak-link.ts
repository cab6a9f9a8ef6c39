import type { templatePurposes } from '@/db/enums';
import type { Spoken } from '../kinds';
import { spokenText } from './defaults/all';

type Purpose = (typeof templatePurposes)[number];
type Values = Readonly<Record<string, string>>;
/** What a mail is about; other languages than French read English. */
type Subjects = Record<'en' | 'fr', (values: Values) => string>;
type Said = { body: string; subject: string };

/**
 * How a kind of message that brings a link is said where no template is used: in the words of its template, with what it is about.
 * Undefined on WhatsApp, and without its link.
 */
export const speakLink =
  (purpose: Purpose, subjects: Subjects) =>
  ({ channel, language, values }: Spoken): Said | undefined => {
    if (!values.link || channel === 'whatsapp') return undefined;
    const subject = subjects[language === 'fr' ? 'fr' : 'en'](values);
    return { subject, body: spokenText(purpose, language, values) };
  };

/** What is queued for a way: a mail's own words, or the template. */
export function mailOrTemplate<P extends Purpose>(
  purpose: P,
  speak: ReturnType<typeof speakLink>,
  { way, language, values }: { way: 'whatsapp' | 'email'; language: string; values: Record<string, string> },
) {
  const mail = way === 'email' && speak({ channel: 'email', language, values, takesReplies: false });
  return mail ? { text: { ...mail, values } } : { template: { purpose, variables: values } };
}
