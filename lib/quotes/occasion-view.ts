import type { QuoteView } from './quote-view';

/** What the customer's page of a whole occasion's quote shows: its parts, which are answered as one. */
export type OccasionQuoteView = Pick<
  QuoteView,
  'standing' | 'language' | 'endReason' | 'unseen' | 'changeAsked'
> & {
  reference: string;
  name: string;
  /** In the order of their time; never none. */
  parts: readonly QuoteView[];
  /** The part that says what all parts say the same: company, customer, terms, last day. */
  lead: QuoteView;
  /** Minor units, of all parts together. */
  total: number;
  deposit: number;
  accepted: { name: string; at: Date; waits: boolean; booked: 'all' | 'none' | 'cancelled' } | null;
};

/** By which the page of a whole occasion tells an option of one of its parts. */
export const optionKey = (quoteId: string, optionId: string): string => `${quoteId}.${optionId}`;

/** Of what is ticked on that page the options of one part. */
export const optionsOfPart = (ticked: readonly string[], quoteId: string): string[] =>
  ticked.filter((key) => key.startsWith(`${quoteId}.`)).map((key) => key.slice(quoteId.length + 1));

/** The view of a whole occasion by those of its parts; undefined where there are none. */
export function occasionViewOf(
  { reference, name }: { reference: string; name: string },
  parts: readonly QuoteView[],
): OccasionQuoteView | undefined {
  const [lead] = parts;
  if (!lead) return undefined;
  const sum = (of: (part: QuoteView) => number) => parts.reduce((all, part) => all + of(part), 0);
  const states = parts.flatMap(({ accepted }) => accepted?.booking ?? []);
  return {
    ...{ reference, name, parts, lead },
    ...{
      standing: lead.standing,
      language: lead.language,
      changeAsked: lead.changeAsked,
      unseen: lead.unseen,
    },
    // What ended one part is why the others ended.
    endReason: parts.find(({ endReason }) => endReason && endReason !== 'part')?.endReason ?? lead.endReason,
    total: sum(({ price }) => price.total),
    deposit: sum(({ price }) => price.deposit),
    accepted: lead.accepted && {
      ...{ name: lead.accepted.name, at: lead.accepted.at, waits: lead.accepted.waits },
      booked: states.every((state) => state === 'cancelled')
        ? 'cancelled'
        : states.some((state) => state === 'enquiry' || state === 'quoted')
          ? 'none'
          : 'all',
    },
  };
}
