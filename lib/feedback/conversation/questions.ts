import type { Stage } from '../rules';
import { en } from './spoken/en';
import { fr } from './spoken/fr';
import { tw } from './spoken/tw';
import type { Words } from './spoken/types';

export type Button = { id: string; title: string };
export type Spoken = { body: string; buttons?: Button[] };
/**
 * A dish of the event's menu, by itself or within a package; `id` is how an answer names it, `liked` what the customer said
 * of it, null for nothing.
 */
export type Dish = { id: string; lineId: string; itemId: string; name: string; liked: boolean | null };

const all = { en, fr, tw };

/** The languages that the conversation is written in; others hear English. */
export type Tongue = keyof typeof all;

/** What the customer wrote in, else what they are known to read: the first of these that we speak. */
export function tongueOf(...languages: (string | null | undefined)[]): Tongue {
  // Pidgin is answered in English.
  const known = languages.find(
    (language) => language === 'pcm' || (language && Object.hasOwn(all, language)),
  );
  return known === 'fr' || known === 'tw' ? known : 'en';
}

/** Everything that is said in a language. */
export function wordsOf(tongue: Tongue): Words {
  return all[tongue];
}

/** WhatsApp shows at most 10 rows in a list and 24 characters a row. */
const mostDishes = 8;
const rowLength = 24;

/** The question of a stage with its buttons, in the customer's language. `done` has none. */
export function questionOf(
  stage: Exclude<Stage, 'done'>,
  { event, dishes, tongue }: { event: string; dishes: Dish[]; tongue: Tongue },
): Spoken {
  const { ask, scores, ...say } = wordsOf(tongue);
  const skip = { id: 'skip', title: say.skip };
  const finish = { id: 'finish', title: say.finish };
  const scored = (prefix: string) =>
    scores.map((title, at) => ({ id: `${prefix}:${at + 1}`, title })).reverse();
  switch (stage) {
    case 'rating':
      return { body: ask.rating(event), buttons: scored('rate') };
    case 'recommend': {
      const answers = [
        { id: 'rec:yes', title: say.yes },
        { id: 'rec:no', title: say.no },
      ];
      return { body: ask.recommend, buttons: [...answers, skip] };
    }
    case 'dishes': {
      const listed = dishes.slice(0, mostDishes).map((dish) => dishButton('dish', dish));
      return { body: ask.dishes, buttons: [...listed, skip, finish] };
    }
    case 'dislikes': {
      const others = dishes.filter(({ liked }) => liked !== true).slice(0, mostDishes);
      const listed = others.map((dish) => dishButton('dislike', dish));
      return { body: ask.dislikes, buttons: [...listed, { id: 'skip', title: say.noDish }, finish] };
    }
    case 'comment':
      return { body: ask.comment, buttons: [finish] };
    default:
      return { body: ask[stage], buttons: [...scored(stage), skip, finish] };
  }
}

function dishButton(prefix: 'dish' | 'dislike', { id, name }: Dish): Button {
  const title = name.length > rowLength ? `${name.slice(0, rowLength - 1).trimEnd()}…` : name;
  return { id: `${prefix}:${id}`, title };
}
