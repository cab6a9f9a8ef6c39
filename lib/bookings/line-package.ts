import type { PackageChoice } from '@/db/schema/booking-lines';
import {
  type Choice,
  choiceProblem,
  guestsProblem,
  namedChoices,
  type PackageOffer,
  sameChoices,
} from '@/lib/menu/packages/choices';
import type { Heads } from './heads';
import type { LineTerms } from './line-terms';

type Held = { choices?: PackageChoice[]; quantity: number };

type Given = {
  /** The package as the menu has it now; none where it is no longer there, or the line is of something else. */
  offer: PackageOffer | undefined;
  /** The line as it was agreed. */
  held: Held | undefined;
  choices: readonly Choice[];
  terms: LineTerms | null | undefined;
  mayPrice: boolean;
  /** Whether the booking is confirmed: what was agreed may grow. */
  agreed: boolean;
  quantity: number;
  heads: Heads;
};

/**
 * What is wrong with a package on a booking, by field of its line. What was agreed stays as it is when the package changes,
 * until somebody chooses anew or orders it for another number.
 */
export function packageProblems(given: Given): Record<string, string> {
  const { offer, held, choices, terms, mayPrice, agreed, quantity, heads } = given;
  const rechosen = held?.choices !== undefined && !sameChoices(held.choices, choices);
  if (!offer) return rechosen ? { choices: 'It is no longer on the menu, so what was chosen stays.' } : {};
  const problems: Record<string, string> = {};
  const choice = !held || rechosen ? choiceProblem(offer.courses, choices) : undefined;
  if (choice) problems.choices = choice;
  const perPerson = offer.pricing === 'per_person';
  const asked = !held || (!agreed && (!perPerson || held.quantity !== quantity));
  const guests = asked ? guestsProblem(offer, perPerson ? quantity : heads.guests) : undefined;
  if (guests) problems.quantity = guests;
  if (offer.pricing === 'custom' && !held && !terms)
    problems.terms = mayPrice
      ? 'It is priced on request. Set its price for this event.'
      : 'It is priced on request, and your company lets managers set prices. Ask one of them.';
  return problems;
}

/** What is stored of the choices: as they were agreed where they are the same, else as they are called now. */
export function chosenOf({
  offer,
  held,
  choices,
}: Pick<Given, 'offer' | 'held' | 'choices'>): PackageChoice[] | undefined {
  if (held?.choices && sameChoices(held.choices, choices)) return held.choices;
  return offer && namedChoices(offer.courses, choices);
}
