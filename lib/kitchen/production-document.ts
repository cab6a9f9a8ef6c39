import { fileName, type Letterhead, type PaperDocument, type Part, type Row } from '@/lib/paper/document';
import {
  dayKey,
  formatCalendarDate,
  formatDateTime,
  formatShort,
  formatTime,
} from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Locality } from '@/lib/platform/format/zones';
import { dietLines } from './diet-lines';
import { quantityOf } from './order-document';
import { type DayDish, inOrderOfBeginning, type Need, toCook } from './production-rules';
import type { DayEventRow } from './queries';
import { type KitchenWords, kitchenWords } from './words';

export type ProductionData = {
  /** "2026-12-12", of the company. */
  day: string;
  events: readonly (Omit<DayEventRow, 'starts_at'> & { startsAt: Date })[];
  /** Also of later days, those that are begun on this one. */
  dishes: readonly DayDish[];
  cut: boolean;
  letterhead: Letterhead;
};

type Reading = Locality & { now: Date };

/** What the kitchen cooks for the events of a day. */
export function productionDocument(data: ProductionData, reading: Reading): PaperDocument {
  const words = kitchenWords[data.letterhead.language];
  const today = data.dishes.filter(({ startsAt }) => dayKey(startsAt, reading.timeZone) <= data.day);
  const later = inOrderOfBeginning(data.dishes).filter(
    ({ startsAt, beginAt }) =>
      dayKey(startsAt, reading.timeZone) > data.day && dayKey(beginAt, reading.timeZone) === data.day,
  );
  const parts: (Part | undefined)[] = [
    data.cut ? { kind: 'box', tone: 'danger', title: words.cut, lines: [] } : undefined,
    eventsPart(data, words, reading),
    ...data.events.map((event) => dietsOf(event, words, reading)),
    today.length > 0 ? dishesPart(today, data.day, words, reading) : undefined,
    today.length > 0
      ? needsPart(words.inOrder, inOrderOfBeginning(today), { ...reading, day: data.day, words })
      : undefined,
    later.length > 0 ? needsPart(words.forLater, later, { ...reading, day: data.day, words }) : undefined,
  ];
  return {
    title: words.production,
    number: formatCalendarDate(data.day, reading.locale, 'longDay'),
    file: fileName('kitchen', data.day),
    letterhead: data.letterhead,
    printed: `${words.printed} ${formatDateTime(reading.now, reading)}`,
    parts: parts.filter((part) => part !== undefined),
  };
}

function eventsPart({ events }: ProductionData, words: KitchenWords, where: Reading): Part {
  return {
    kind: 'table',
    title: words.events,
    columns: [
      { head: words.time, width: 48 },
      { head: words.event },
      { head: words.venue },
      { head: words.guests, width: 66, align: 'end' },
      { head: words.versionHead, width: 56, align: 'end' },
    ],
    rows: events.map((event) => ({
      cells: [
        formatTime(event.startsAt, where),
        `${event.name}\n${event.reference}`,
        event.venue,
        event.vendors > 0
          ? `${formatCount(event.guests, where.locale)} + ${event.vendors}`
          : formatCount(event.guests, where.locale),
        event.version === null ? '–' : String(event.version),
      ],
    })),
    empty: words.noEvents,
  };
}

function dietsOf(
  event: ProductionData['events'][number],
  words: KitchenWords,
  where: Reading,
): Part | undefined {
  const lines = dietLines(event.diets, event.notes, words);
  if (lines.length === 0) return undefined;
  const title = `${words.diets} · ${formatTime(event.startsAt, where)} ${event.name}`;
  return { kind: 'box', tone: 'danger', title, lines };
}

/** The hour, and the day where it is another. */
const when = (at: Date, day: string, where: Locality) =>
  dayKey(at, where.timeZone) === day ? formatTime(at, where) : formatShort(at, where);

function dishesPart(dishes: readonly DayDish[], day: string, words: KitchenWords, where: Reading): Part {
  const rows: Row[] = [];
  let category: string | undefined;
  for (const dish of toCook(dishes)) {
    if (dish.category !== category) rows.push({ cells: [dish.category], look: 'group' });
    category = dish.category;
    const sum = dish.sums.map((one) => quantityOf(one, words, where.locale)).join('\n');
    rows.push({ cells: [dish.name, sum, when(dish.beginAt, day, where)], look: 'sum' });
    for (const need of dish.needs)
      rows.push({
        cells: [
          `${formatTime(need.startsAt, where)} ${need.event}`,
          quantityOf(need, words, where.locale),
          when(need.beginAt, day, where),
        ],
        note: need.notes ?? undefined,
        look: 'part',
      });
  }
  return {
    kind: 'table',
    title: words.toCook,
    columns: [
      { head: words.dish },
      { head: words.quantity, width: 120, align: 'end' },
      { head: words.begin, width: 84, align: 'end' },
    ],
    rows,
  };
}

type At = Reading & { day: string; words: KitchenWords };

function needsPart(title: string, needs: readonly Need[], { day, words, ...where }: At): Part {
  return {
    kind: 'table',
    title,
    columns: [
      { head: words.begin, width: 84 },
      { head: words.dish },
      { head: words.event },
      { head: words.quantity, width: 110, align: 'end' },
    ],
    rows: needs.map((need) => ({
      cells: [
        when(need.beginAt, day, where),
        need.name,
        `${when(need.startsAt, day, where)} ${need.event}`,
        quantityOf(need, words, where.locale),
      ],
    })),
  };
}
