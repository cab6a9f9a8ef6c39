import { cleanText, lengthOf } from '@/lib/platform/text';
import { longestComment } from '../schema';
import { pageRefusals } from './page-refusals';

/** Why a posted answer isn't one: words that are too long, or something that no question of ours takes. */
export function whyUnreadable(form: URLSearchParams | undefined): string {
  const words = form?.get('stage') === 'comment' ? cleanText(form.get('value') ?? '') : '';
  return lengthOf(words) > longestComment ? pageRefusals.long : pageRefusals.unreadable;
}
