import type { Spoken } from '@/lib/messaging/kinds';
import { answerTo } from './spoken';

type Answer = { rating: number; customer: string; event: string; language: string };

/** The answer to a second rating, with what it takes to word it anew in the language that the customer writes in. */
export function answerText({ rating, language, ...names }: Answer) {
  return {
    body: answerTo(rating, language, names),
    values: { ...names, rating: `${rating}`, tongue: language },
  };
}

/** Words it with the names of now; undefined for what was queued without them. */
export function speakAnswer({ values }: Pick<Spoken, 'values'>): { body: string } | undefined {
  const { rating, tongue, customer = '', event = '' } = values;
  return rating && tongue ? { body: answerTo(Number(rating), tongue, { customer, event }) } : undefined;
}
