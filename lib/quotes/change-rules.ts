import type { QuoteDocument, QuotedLine } from './document-rules';

type Span = { startsAt: string; endsAt: string };

/** One thing in which a quote differs from the one before; amounts in minor units, rates in basis points. */
export type QuoteChange =
  | { what: 'event' | 'where'; from: string; to: string }
  | { what: 'when'; from: Span; to: Span }
  | { what: 'style'; from: string | null; to: string | null }
  | { what: 'guests' | 'children' | 'vendorMeals'; from: number; to: number }
  | { what: 'added' | 'removed'; name: string; quantity: number; amount: number }
  | { what: 'quantity' | 'price' | 'reduction'; name: string; from: number; to: number }
  | { what: 'choices'; name: string; from: string; to: string }
  | { what: 'offered' | 'withdrawn'; name: string; amount: number }
  | { what: 'discount' | 'charge' | 'tax' | 'deposit' | 'total'; from: number; to: number }
  | { what: 'terms'; from: number; to: number };

/**
 * What became different from one quote of a booking to a later one, in the order in which a quote is read; nothing where both say
 * the same. Lines are the same line where kind and name are, since what is offered may have been taken off and put back.
 */
export function changesBetween(before: QuoteDocument, after: QuoteDocument): QuoteChange[] {
  const [was, is] = [before.event, after.event];
  const place = ({ venue, venueAddress }: QuoteDocument['event']) =>
    [venue, venueAddress].filter(Boolean).join(', ');
  const span = ({ startsAt, endsAt }: Span): Span => ({ startsAt, endsAt });
  /** How it is taxed, without what that comes to. */
  const taxed = ({ price: { tax } }: QuoteDocument) =>
    tax && JSON.stringify({ ...tax, components: tax.components.map(({ amount: _, ...levy }) => levy) });
  return [
    ...(was.name === is.name ? [] : [{ what: 'event' as const, from: was.name, to: is.name }]),
    ...(was.startsAt === is.startsAt && was.endsAt === is.endsAt
      ? []
      : [{ what: 'when' as const, from: span(was), to: span(is) }]),
    ...(place(was) === place(is) ? [] : [{ what: 'where' as const, from: place(was), to: place(is) }]),
    ...(was.serviceStyle === is.serviceStyle
      ? []
      : [{ what: 'style' as const, from: was.serviceStyle, to: is.serviceStyle }]),
    ...(['guests', 'children', 'vendorMeals'] as const).flatMap((what) =>
      differing(what, was[what], is[what]),
    ),
    ...linesBetween(before.lines, after.lines),
    ...optionsBetween(before, after),
    ...differing('discount', before.price.discount, after.price.discount),
    ...differing('charge', before.price.serviceCharge, after.price.serviceCharge),
    ...(taxed(before) === taxed(after) ? [] : differing('tax', before.price.taxTotal, after.price.taxTotal)),
    ...differing('terms', before.terms.version, after.terms.version),
    ...differing('deposit', before.price.deposit, after.price.deposit),
    ...differing('total', before.price.total, after.price.total),
  ];
}

const differing = <What extends string>(what: What, from: number, to: number) =>
  from === to ? [] : [{ what, from, to }];

const sameName = (one: QuotedLine, other: QuotedLine) => one.kind === other.kind && one.name === other.name;
const chosen = ({ choices }: QuotedLine) => choices.join(', ');
const alike = (one: QuotedLine, other: QuotedLine) =>
  sameName(one, other) &&
  one.quantity === other.quantity &&
  one.unitPrice === other.unitPrice &&
  one.discountRate === other.discountRate &&
  chosen(one) === chosen(other);

/** Takes the partners of these out of `left`: each at most once. */
function pair<T>(from: readonly T[], left: T[], fits: (one: T, other: T) => boolean): [T, T | undefined][] {
  return from.map((one) => {
    const at = left.findIndex((other) => fits(one, other));
    return [one, at < 0 ? undefined : left.splice(at, 1)[0]];
  });
}

function linesBetween(before: readonly QuotedLine[], after: readonly QuotedLine[]): QuoteChange[] {
  const left = [...after];
  // Those that stayed as they are first, so that of two of one name the changed one is told.
  const changed = pair(before, left, alike).flatMap(([line, same]) => (same ? [] : [line]));
  const paired = pair(changed, left, sameName);
  return [
    ...paired.flatMap(([was, is]) => (is ? lineBetween(was, is) : [lineAs('removed', was)])),
    ...left.map((line) => lineAs('added', line)),
  ];
}

const lineAs = (what: 'added' | 'removed', { name, quantity, amount }: QuotedLine): QuoteChange => ({
  ...{ what, name, quantity, amount },
});

function lineBetween(was: QuotedLine, is: QuotedLine): QuoteChange[] {
  const { name } = is;
  const of = (what: 'quantity' | 'price' | 'reduction', from: number, to: number) =>
    from === to ? [] : [{ what, name, from, to }];
  return [
    ...of('quantity', was.quantity, is.quantity),
    ...of('price', was.unitPrice, is.unitPrice),
    ...of('reduction', was.discountRate ?? 0, is.discountRate ?? 0),
    ...(chosen(was) === chosen(is)
      ? []
      : [{ what: 'choices' as const, name, from: chosen(was), to: chosen(is) }]),
  ];
}

function optionsBetween(before: QuoteDocument, after: QuoteDocument): QuoteChange[] {
  const left = [...after.options];
  const sum = ({ unitPrice, quantity }: { unitPrice: number; quantity: number }) => unitPrice * quantity;
  const gone = pair(
    before.options,
    left,
    (one, other) => one.label === other.label && sum(one) === sum(other),
  ).flatMap(([option, same]) => (same ? [] : [option]));
  return [
    ...gone.map((option) => ({ what: 'withdrawn' as const, name: option.label, amount: sum(option) })),
    ...left.map((option) => ({ what: 'offered' as const, name: option.label, amount: sum(option) })),
  ];
}
