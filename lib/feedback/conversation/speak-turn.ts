import type { Spoken } from '@/lib/messaging/kinds';
import type { Unclear } from './plan-unsure';
import { tongueOf, wordsOf } from './questions';
import type { Words } from './spoken/types';

/** What a text of the conversation is made from again when it goes out; the tongue is the one the customer writes in. */
export type TurnValues = Record<string, string>;

type Said = 'rating' | 'noted' | 'recovery' | 'thanks' | `clarify:${Unclear}`;

/** A text that names the event or the customer, with what it takes to word it anew. */
export function turnText(
  said: Said,
  given: TurnValues,
  tongue: string,
): { body: string; values: TurnValues } {
  const values = { ...given, said, tongue };
  return { body: wordIt(values) ?? '', values };
}

/** Words a text of `turnText` with the values of now; undefined for what names nothing, which stays as it was queued. */
export function speakTurn({ values }: Pick<Spoken, 'values'>): { body: string } | undefined {
  const body = wordIt(values);
  return body === undefined ? undefined : { body };
}

function wordIt(values: Readonly<TurnValues>): string | undefined {
  const { said = '', event = '' } = values;
  const words = wordsOf(tongueOf(values.tongue));
  if (said === 'rating') return words.ask.rating(event);
  if (said === 'noted') return words.noted(event);
  if (said === 'recovery') return recovery(words, values);
  if (said === 'thanks') return thanks(words, values);
  const clarified = said.startsWith('clarify:') && said.slice('clarify:'.length);
  return clarified ? words.clarify[clarified as Unclear]?.(event) : undefined;
}

function recovery(
  words: Words,
  { customer = '', event = '', reference = '', hours, told }: TurnValues,
): string {
  return words.recovery({ customer, event, reference, hours: Number(hours), told: told === 'yes' });
}

function thanks(words: Words, { customer = '', event = '', company = '', ...rest }: TurnValues): string {
  const { code, percent = '', until = '' } = rest;
  return words.thanks({ customer, event, company, voucher: code ? { code, percent, until } : null });
}
