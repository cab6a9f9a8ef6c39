import 'server-only';
import { languages, templatePurposes } from '@/db/enums';
import type { senders, templates } from '@/db/schema/messaging';
import type { KindRules, Spoken } from '../kinds';
import { bookingVariables, dueVariables } from '../templates/booking-words';
import { spokenText } from '../templates/defaults/all';
import { numberVariables, renderBody } from '../templates/template-text';
import type { Found } from './lock-outbox';

/** Values of a message as the record has them now: what was queued may have waited for days. */
export function valuesOf(
  { message, booking, customer, company }: Found,
  tellsStart: boolean,
  told: Date | undefined,
): Record<string, string> {
  const queued = message.contentVariables ?? {};
  if (message.kind === 'template_test') return queued;
  if (!booking || !customer) return queued;
  const words = { ...booking, customer: customer.name, language: customer.language, ...zoneOf(company) };
  if (tellsStart) return { ...queued, ...bookingVariables(words, told) };
  if (booking.due && 'dueOn' in queued) return { ...queued, ...dueVariables({ ...words, due: booking.due }) };
  const now = { customer: customer.name, event: booking.eventName, company: company.name };
  // Other texts have their own `reference` and `date`: only who and what is theirs by name.
  return { ...queued, ...Object.fromEntries(Object.entries(now).filter(([name]) => name in queued)) };
}

const zoneOf = ({ timeZone, locale, currency }: Found['company']) => ({ timeZone, locale, currency });

type Speaking = Omit<Spoken, 'takesReplies'> & {
  speak: KindRules['speak'];
  sender: typeof senders.$inferSelect | undefined;
};

/** A text of our own wording is spoken anew with the values of now; a person's is theirs. */
export function textOf(
  { message }: Found,
  { speak, sender, ...said }: Speaking,
): { text: string; subject: string | undefined } {
  const queued = message.contentVariables;
  const asQueued = { text: message.body, subject: queued?.subject };
  if (!queued) return asQueued;
  const takesReplies = sender?.smsAddress?.startsWith('+') === true;
  const anew = message.form !== 'template' ? speak?.({ ...said, takesReplies }) : undefined;
  if (anew) return { text: anew.body, subject: anew.subject };
  const purpose = templatePurposes.find((one) => one === message.kind);
  const isOurs =
    purpose && languages.some((language) => message.body === spokenText(purpose, language, queued));
  return isOurs ? { ...asQueued, text: spokenText(purpose, said.language, said.values) } : asQueued;
}

/** Variables and text of a template for these values. */
export function fillTemplate(template: typeof templates.$inferSelect, values: Record<string, string>) {
  const variables = numberVariables(template.variables, values);
  return { variables, body: renderBody(template.body, variables) };
}
