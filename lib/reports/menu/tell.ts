import 'server-only';
import { add } from '../buckets';
import { type ReportBody, type ReportTable, summed } from '../document';
import { estimatedCells, partOf } from '../estimated';
import { type ReportQuery, type ReportQuestion, reportHref } from '../range';
import { mostRows, tooMany } from '../range-queries';
import { shareFigure } from '../share-figure';
import { fewest, type Kind, kindsOf, kindWords, marginOf } from './engineering-rules';
import type { MenuAnswers } from './queries';

type Dishes = MenuAnswers[0];
type Dish = Dishes[number];
/** `margins`: whether the reader may know costs. */
type MenuQuestion = ReportQuestion & { margins: boolean };

const coversOf = (dishes: Dishes) => add(dishes, ({ covers }) => covers);
const whatToDo: Record<Kind, string> = {
  star: 'Popular and worth it: keep it as it is',
  plough_horse: 'Popular, leaves little: raise the price or lower the cost',
  puzzle: 'Leaves much, seldom ordered: offer it more',
  dog: 'Neither: drop it or make it anew',
};

/** What agreed events of these days were served, and which dishes are worth it. */
export function tellMenuReport([dishes]: MenuAnswers, { range, query, margins }: MenuQuestion): ReportBody {
  if ((dishes[0]?.looked ?? 0) > mostRows)
    return { figures: [], tables: [], notes: [tooMany('such events', 'any of the dishes')] };
  const served = dishes.filter(({ covers }) => covers > 0);
  const judged = served.flatMap((dish) => {
    const margin = marginOf(dish);
    return margin === undefined ? [] : [{ ...dish, margin }];
  });
  const kind = margins ? kindsOf(judged) : undefined;
  const liked = { k: add(dishes, (dish) => dish.liked), n: add(dishes, ({ told }) => told) };
  return {
    figures: [
      {
        ...{ label: 'Covers', format: 'count', value: coversOf(dishes), welcome: true },
        ...{
          before: range.before ? add(dishes, (dish) => dish.covers_before) : null,
          period: 'all dishes together',
        },
      },
      { label: 'Dishes served', format: 'count', value: served.length, href: '/menu' },
      {
        ...{ label: 'Dishes not served', format: 'count', value: dishes.length - served.length },
        ...{ welcome: false, href: '/menu' },
      },
      shareFigure('Liked', { now: liked, missing: 'Not enough answers' }),
      ...(margins
        ? [
            {
              ...{ label: 'Left after cost', format: 'money' as const, n: judged.length, welcome: true },
              value: add(judged, (dish) => dish.margin * dish.covers),
              period: 'at today’s prices and costs',
            },
          ]
        : []),
    ],
    tables: [
      ...(margins ? [kindsTable(judged, kind)] : []),
      dishesTable(dishes, { margins, ...(kind && { kind: (dish) => ofDish(dish, kind) }) }),
      categoriesTable(dishes, query),
    ],
    notes: notesOf(served, judged.length, { margins, kind: kind !== undefined }),
  };
}

type Judged = Dish & { margin: number };

function ofDish(dish: Dish, kind: (dish: Judged) => Kind): Kind | undefined {
  const margin = marginOf(dish);
  return dish.covers > 0 && margin !== undefined ? kind({ ...dish, margin }) : undefined;
}

function notesOf(served: Dishes, judged: number, { margins, kind }: { margins: boolean; kind: boolean }) {
  if (!margins || served.length === 0) return [];
  const without = served.length - judged;
  return [
    ...(kind
      ? []
      : [`Fewer than ${fewest} dishes with a cost were served: not enough data to tell them apart.`]),
    ...(without > 0
      ? [
          `${without} of the dishes served ${without === 1 ? 'has' : 'have'} no cost set, or one price for the whole event, and can’t be judged.`,
        ]
      : []),
  ];
}

function kindsTable(judged: Judged[], kind: ((dish: Judged) => Kind) | undefined): ReportTable {
  return summed({
    key: 'kinds',
    title: 'Popularity and margin',
    note: 'Popular: at least 70 % of an equal share of the covers. High margin: a cover leaves at least the average of all.',
    columns: [
      { head: 'Kind', format: 'text' },
      { head: 'Dishes', format: 'count' },
      { head: 'Covers', format: 'count' },
      { head: 'Left after cost', format: 'money' },
      { head: 'What to do', format: 'text' },
    ],
    chart: { columns: [2] },
    rows: kind
      ? (Object.keys(kindWords) as Kind[]).map((name) => {
          const own = judged.filter((dish) => kind(dish) === name);
          const left = add(own, ({ margin, covers }) => margin * covers);
          return { cells: [`${kindWords[name]}s`, own.length, coversOf(own), left, whatToDo[name]] };
        })
      : [],
    empty: 'Not enough dishes with a cost were served in these days.',
  });
}

function dishesTable(
  dishes: Dishes,
  { margins, kind }: { margins: boolean; kind?: (dish: Dish) => Kind | undefined },
): ReportTable {
  const total = coversOf(dishes);
  return summed({
    key: 'dishes',
    title: 'By dish',
    note: margins
      ? 'Covers of agreed events, within packages too. Price and cost of one, as they stand in the menu today; what a cover leaves.'
      : 'Covers of agreed events, within packages too.',
    columns: [
      { head: 'Dish', format: 'text' },
      ...(margins ? [{ head: 'Kind', format: 'text' as const }] : []),
      { head: 'Covers', format: 'count' },
      { head: 'Share', format: 'share' },
      { head: 'Liked', format: 'share' },
      { head: 'Answers', format: 'count', aside: true },
      { head: 'Sold by itself', format: 'money', aside: true },
      ...(margins
        ? ([
            { head: 'Price', format: 'money', apart: true, aside: true },
            { head: 'Cost', format: 'money', apart: true },
            { head: 'A cover leaves', format: 'money', apart: true },
            { head: 'Left after cost', format: 'money' },
          ] as const)
        : []),
    ],
    rows: dishes.map((dish) => {
      const margin = marginOf(dish);
      const judgedAs = kind?.(dish);
      return {
        ...estimatedCells([
          dish.name,
          ...(margins ? [judgedAs ? kindWords[judgedAs] : null] : []),
          ...[dish.covers, total > 0 ? dish.covers / total : null],
          ...[partOf(dish.liked, dish.told), dish.told, dish.sold],
          ...(margins
            ? [dish.price, dish.cost ?? 'Cost not set', margin ?? null, (margin ?? 0) * dish.covers]
            : []),
        ]),
        href: `/menu/${dish.id}`,
      };
    }),
    empty: 'There is no dish in the menu.',
  });
}

function categoriesTable(dishes: Dishes, query: ReportQuery): ReportTable {
  const total = coversOf(dishes);
  const found = new Map(dishes.map(({ category, categoryId }) => [categoryId, category]));
  return summed({
    key: 'categories',
    title: 'By category',
    columns: [
      { head: 'Category', format: 'text' },
      { head: 'Dishes', format: 'count' },
      { head: 'Covers', format: 'count' },
      { head: 'Share', format: 'share' },
    ],
    chart: { columns: [2] },
    rows: [...found].map(([id, name]) => {
      const own = dishes.filter(({ categoryId }) => categoryId === id);
      return {
        cells: [name, own.length, coversOf(own), total > 0 ? coversOf(own) / total : null],
        href: reportHref('menu', query, { category: id }),
      };
    }),
    empty: 'There is no dish in the menu.',
  });
}
