import type { Spoken } from '@/lib/messaging/kinds';
import { spokenText } from '@/lib/messaging/templates/defaults/all';

const subjects: Record<string, (event: string) => string> = {
  fr: (event) => `Notre devis pour ${event}`,
};

/** Says a quote as a mail: the words of the template, and what it is about. Undefined without its link. */
export function speakQuote({
  channel,
  language,
  values,
}: Spoken): { body: string; subject?: string } | undefined {
  if (!values.link || channel === 'whatsapp') return undefined;
  const subject = subjects[language]?.(values.event ?? '') ?? `Our quote for ${values.event}`;
  return { subject, body: spokenText('quote_sent', language, values) };
}
