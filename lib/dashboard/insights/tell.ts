import 'server-only';
import { addDays, addMonths, type Day } from '@/lib/bookings/calendar/days';
import { type Aspect, ratedAspects } from '@/lib/feedback/reading/types';
import { type Estimate, meanOf, shareOf } from '@/lib/stats/estimate-rules';
import type { Head } from './days';
import { type RowsFilter, rowsFilter } from './filter';
import { monthsAhead, monthsShown, type PanelAnswers, recentShown } from './panels';

/** A count or a sum, and the address of its rows. */
export type Told = { value: number; href: string };
type Beside = Told & { before: number };
type Estimated = { estimate: Estimate; before: Estimate; href: string };

/** The address of the rows behind a figure. */
const rowsAt = (of: NonNullable<RowsFilter['of']>, asked: Omit<RowsFilter, 'of'> = {}) =>
  rowsFilter.href({ of, ...asked });

/** Those that are open now are looked up by what they are, those of another day by when they came and were settled. */
const openAt = (day: Day, today: Day) => (day === today ? rowsAt('drafts') : rowsAt('open', { to: day }));

const monthOf = (day: Day) => day.slice(0, 7);
const firstOf = (month: string) => `${month}-01`;
const lastOf = (month: string) => addDays(addMonths(firstOf(month), 1), -1);

/** Everything but money, which only those are told who may know it. */
export function tellPanels(answers: PanelAnswers, head: Head, { money }: { money: boolean }) {
  const {
    standing: [standing],
    spread,
  } = answers;
  return {
    headlines: tellHeadlines(answers.headlines, head, money),
    /** As of the last day of the stretch. */
    drafts: {
      value: standing?.drafts ?? 0,
      before: standing?.drafts_before ?? 0,
      href: openAt(head.to_day, head.today),
    },
    active: {
      value: standing?.active ?? 0,
      before: standing?.active_before ?? 0,
      href: rowsAt('active', { to: head.to_day }),
    },
    types: spread
      .filter(({ fact }) => fact === 'event')
      .map(({ key, n, amount }) => ({
        type: key,
        value: n,
        amount: money ? Number(amount) : undefined,
        href: rowsAt('booked', { ...wideOf(head), type: key }),
      }))
      .sort((one, other) => other.value - one.value),
    ratings: (['5', '4', '3', '2', '1'] as const).map((score) => ({
      score: Number(score),
      value: spread.find(({ fact, key }) => fact === 'rating' && key === score)?.n ?? 0,
      href: rowsAt('rated', { ...wideOf(head), score }),
    })),
    quality: tellQuality(answers.quality, head),
    months: tellMonths(answers.months, head, money),
    money: money ? tellMoney(answers.money, head) : undefined,
    forecast: money ? tellForecast(answers.forecast, head) : undefined,
    dishes: answers.dishes.map((dish) => tellDish(dish, head, money)),
    upcoming: answers.upcoming.map(({ starts, ...event }) => ({ ...event, startsAt: new Date(starts) })),
    recent: answers.recent
      .filter(({ kind }) => money || kind !== 'paid')
      .slice(0, recentShown)
      .map(({ happened, value, ...one }) => ({
        ...one,
        value: value === null ? null : Number(value),
        at: new Date(happened),
      })),
  };
}

const wideOf = ({ wide_from: from, wide_to: to }: Head) => ({ from, to });

function tellHeadlines(rows: PanelAnswers['headlines'], head: Head, money: boolean) {
  const of = (side: 'now' | 'before', fact: string) =>
    rows.filter((row) => row.side === side && row.fact === fact);
  const n = (side: 'now' | 'before', fact: string, key = '') =>
    of(side, fact).find((row) => row.key === key)?.n ?? 0;
  const amount = (side: 'now' | 'before') => Number(of(side, 'event')[0]?.amount ?? 0);
  const mean = (side: 'now' | 'before') =>
    meanOf(
      of(side, 'rating')
        .filter(({ key }) => key !== '')
        .map(({ key, n: count }) => ({ score: Number(key), n: count })),
    );
  const share = (side: 'now' | 'before') =>
    shareOf(n(side, 'recommend', 'yes'), n(side, 'recommend', 'yes') + n(side, 'recommend', 'no'));
  const response = (side: 'now' | 'before') => shareOf(n(side, 'answered'), n(side, 'completed'));
  const stretch = { from: head.from_day, to: head.to_day };
  const both = (told: (side: 'now' | 'before') => number, href: string): Beside => ({
    value: told('now'),
    before: told('before'),
    href,
  });
  const estimated = (told: (side: 'now' | 'before') => Estimate, href: string): Estimated => ({
    estimate: told('now'),
    before: told('before'),
    href,
  });
  return {
    bookings: both((side) => n(side, 'event'), rowsAt('booked', stretch)),
    booked: money ? both(amount, rowsAt('booked', stretch)) : undefined,
    completed: both((side) => n(side, 'completed'), rowsAt('completed', stretch)),
    satisfaction: estimated(mean, rowsAt('rated', stretch)),
    recommend: estimated(share, rowsAt('recommend', stretch)),
    response: estimated(response, rowsAt('completed', stretch)),
  };
}

function tellQuality(rows: PanelAnswers['quality'], head: Head) {
  const mean = (aspect: Aspect, weekday?: number) =>
    meanOf(rows.filter((row) => row.aspect === aspect && (weekday === undefined || row.weekday === weekday)));
  return ratedAspects.map((aspect) => ({
    aspect,
    estimate: mean(aspect),
    href: rowsAt('quality', { ...wideOf(head), aspect }),
    weekdays: (['1', '2', '3', '4', '5', '6', '7'] as const).map((weekday) => ({
      weekday: Number(weekday),
      estimate: mean(aspect, Number(weekday)),
      href: rowsAt('quality', { ...wideOf(head), aspect, weekday }),
    })),
  }));
}

function tellMonths(rows: PanelAnswers['months'], head: Head, money: boolean) {
  return Array.from({ length: monthsShown }, (_, at) => {
    const month = monthOf(addMonths(firstOf(monthOf(head.to_day)), at + 1 - monthsShown));
    const of = (fact: string) => rows.filter((row) => row.month === month && row.fact === fact);
    const sum = (fact: string) => of(fact).reduce((total, { n }) => total + n, 0);
    const days = { from: firstOf(month), to: lastOf(month) };
    const scores = of('rating').filter(({ key }) => key !== '');
    return {
      month,
      bookings: { value: sum('event'), href: rowsAt('booked', days) },
      booked: money ? Number(of('event')[0]?.amount ?? 0) : undefined,
      completed: { value: sum('completed'), href: rowsAt('completed', days) },
      answers: { value: sum('rating'), href: rowsAt('answers', days) },
      satisfaction: {
        estimate: meanOf(scores.map(({ key, n }) => ({ score: Number(key), n }))),
        href: rowsAt('rated', days),
      },
    };
  });
}

function tellMoney(rows: PanelAnswers['money'], { today, month, year }: Head) {
  const spans = {
    month: { from: month, to: lastOf(monthOf(month)) },
    year: { from: year, to: `${year.slice(0, 4)}-12-31` },
  };
  const told = (span: 'month' | 'year') => {
    const row = (what: string) => rows.find((one) => one.span === span && one.what === what);
    const { from, to } = spans[span];
    const figure = (what: string, href: string) => ({
      value: Number(row(what)?.amount ?? 0),
      n: row(what)?.n ?? 0,
      href,
    });
    return {
      billed: figure('billed', rowsAt('billed', { from, to })),
      paid: figure('paid', rowsAt('paid', { from, to })),
      pending: figure('pending', rowsAt('due', { from: today, to })),
      // On the first day of it nothing of it can be late.
      overdue: from < today ? figure('overdue', rowsAt('due', { from, to: addDays(today, -1) })) : undefined,
    };
  };
  return { month: told('month'), year: told('year') };
}

function tellForecast(rows: PanelAnswers['forecast'], { today, month }: Head) {
  const ahead = Array.from({ length: monthsAhead }, (_, at) => {
    const key = monthOf(addMonths(month, at));
    const row = rows.find((one) => one.month === key);
    const from = at === 0 ? today : firstOf(key);
    return {
      month: key,
      bookings: row?.n ?? 0,
      value: Number(row?.amount ?? 0),
      href: rowsAt('forecast', { from, to: lastOf(key) }),
    };
  });
  const last = ahead.at(-1)?.month ?? monthOf(month);
  return {
    months: ahead,
    total: {
      value: ahead.reduce((sum, { value }) => sum + value, 0),
      bookings: ahead.reduce((sum, { bookings }) => sum + bookings, 0),
      href: rowsAt('forecast', { from: today, to: lastOf(last) }),
    },
  };
}

function tellDish(dish: PanelAnswers['dishes'][number], head: Head, money: boolean) {
  const { id, name, times, covers, units, liked, disliked } = dish;
  const [revenue, cost] = [Number(dish.revenue), dish.cost === null ? null : Number(dish.cost)];
  return {
    ...{ id, name },
    served: { value: times, covers, href: rowsAt('dish', { ...wideOf(head), dish: id }) },
    liked: {
      estimate: shareOf(liked, liked + disliked),
      href: rowsAt('liked', { ...wideOf(head), dish: id }),
    },
    /** Of what was sold by itself, not within a package; the margin at what a unit costs today. */
    sold: money
      ? {
          value: revenue,
          ...{ units, margin: cost === null || units === 0 ? null : revenue - cost },
          href: rowsAt('sold', { ...wideOf(head), dish: id }),
        }
      : undefined,
  };
}
