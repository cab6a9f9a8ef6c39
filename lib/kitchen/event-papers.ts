import type { ServedDish } from '@/lib/bookings/diets/rules';
import type { BookingDetail } from '@/lib/bookings/queries';
import { fileName, type Letterhead, type PaperDocument, type Part } from '@/lib/paper/document';
import { formatDateTime, formatFullDay, formatTime } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Locality } from '@/lib/platform/format/zones';
import { allergensOf } from './allergen-lines';
import { boxLabels, type PackedDish } from './box-labels';
import { quantityOf } from './order-document';
import { type KitchenWords, kitchenWords } from './words';

/** Papers that go with an event beside its order. */
export const eventPapers = ['packing', 'delivery', 'allergens', 'labels'] as const;
export type EventPaper = (typeof eventPapers)[number];

export type EventPaperData = {
  detail: BookingDetail;
  dishes: readonly ServedDish[];
  packed: readonly PackedDish[];
  /** Labels for each dish that isn't sold by the tray. */
  each: number;
  letterhead: Letterhead;
};
type Reading = Locality & { now: Date };

/** What is packed for an event, what is handed over there, a card for each dish or a label for each box; nothing about money. */
export function eventPaper(data: EventPaperData, kind: EventPaper, reading: Reading): PaperDocument {
  const words = kitchenWords[data.letterhead.language];
  const { booking } = data.detail;
  const parts = {
    ...{ packing: packingParts, delivery: deliveryParts },
    ...{ allergens: allergenParts, labels: labelParts },
  }[kind];
  const cancelled: Part[] =
    booking.status === 'cancelled'
      ? [{ kind: 'box', tone: 'danger', title: words.cancelled, lines: [] }]
      : [];
  return {
    title: words.eventPapers[kind],
    number: booking.reference,
    subtitle: booking.eventName,
    file: fileName(words.eventPapers[kind], booking.reference),
    letterhead: data.letterhead,
    printed: `${words.printed} ${formatDateTime(reading.now, reading)}`,
    parts: [...cancelled, ...parts(data, words, reading)],
  };
}

function whereTo(
  { detail: { booking, customer } }: EventPaperData,
  words: KitchenWords,
  where: Reading,
): Part {
  return {
    kind: 'facts',
    facts: [
      { label: words.when, value: formatFullDay(booking.startsAt, where), strong: true },
      {
        label: words.serve,
        value: `${formatTime(booking.startsAt, where)} – ${formatTime(booking.endsAt, where)}`,
        strong: true,
      },
      { label: words.venue, value: booking.venue, strong: true },
      { label: words.access, value: booking.venueAddress ?? '' },
      { label: words.client, value: customer.name },
      { label: words.phone, value: customer.phone ?? '' },
      {
        label: words.guests,
        value: formatCount(booking.guaranteedGuests ?? booking.guests, where.locale),
      },
    ],
  };
}

type Line = BookingDetail['lines'][number];
/** Each thing by its name, with how much of it; what a package holds stands under it. */
function things(lines: readonly Line[], words: KitchenWords, locale: string) {
  return lines.map((line) => ({
    name: line.name,
    quantity: quantityOf(line, words, locale),
    of: (line.choices ?? []).map(({ name }) => name),
    notes: line.notes,
  }));
}

function packingParts(data: EventPaperData, words: KitchenWords, where: Reading): Part[] {
  const { lines, booking } = data.detail;
  const items = (kind: Line['kind']) =>
    things(
      lines.filter((line) => line.kind === kind),
      words,
      where.locale,
    ).map(({ name, quantity, of, notes }) =>
      [`${name}: ${quantity}`, of.join(', '), notes].filter(Boolean).join(' · '),
    );
  const [food, services] = [items('menu'), items('service')];
  return [
    whereTo(data, words, where),
    ...(food.length > 0 ? [{ kind: 'ticks' as const, title: words.menu, items: food }] : []),
    ...(services.length > 0 ? [{ kind: 'ticks' as const, title: words.services, items: services }] : []),
    ...(booking.vendorMeals > 0
      ? [
          {
            kind: 'ticks' as const,
            title: words.vendorMeals,
            items: [formatCount(booking.vendorMeals, where.locale)],
          },
        ]
      : []),
    ...(booking.specialRequests
      ? [
          {
            kind: 'box' as const,
            tone: 'plain' as const,
            title: words.notes,
            lines: [booking.specialRequests],
          },
        ]
      : []),
    { kind: 'signatures', fields: [words.packedBy, words.checkedBy] },
  ];
}

function deliveryParts(data: EventPaperData, words: KitchenWords, where: Reading): Part[] {
  const rows = things(data.detail.lines, words, where.locale).map(({ name, quantity, of }) => ({
    cells: [name, quantity],
    note: of.length > 0 ? of.join(', ') : undefined,
  }));
  return [
    whereTo(data, words, where),
    {
      kind: 'table',
      columns: [{ head: words.item }, { head: words.quantity, width: 130, align: 'end' }],
      rows,
      empty: '–',
    },
    { kind: 'text', text: words.received },
    { kind: 'signatures', fields: [words.parties.driver, words.receivedBy, words.receivedAt] },
  ];
}

/** One card a dish: what it has, what it may have, and what nobody has said. */
function allergenParts({ dishes, detail }: EventPaperData, words: KitchenWords): Part[] {
  // A sheet of cards has nothing around them, so each says it.
  const cancelled = detail.booking.status === 'cancelled' ? { amount: words.cancelled } : {};
  const labels = dishes.map(({ name, ...dish }) => ({
    ...{ title: name, ...cancelled },
    ...allergensOf(dish, words),
  }));
  return [{ kind: 'labels', labels }];
}

function labelParts(data: EventPaperData, words: KitchenWords, where: Reading): Part[] {
  return [{ kind: 'labels', sheet: 'boxes', labels: boxLabels(data, words, where) }];
}
