import 'server-only';
import { sourceWords } from '@/lib/enquiries/words';
import { enough } from '@/lib/stats/interval-rules';
import { type ReportBody, type ReportTable, summed } from '../document';
import { estimatedCells, partOf, scoreOfSums } from '../estimated';
import { type ReportQuery, type ReportQuestion, reportHref } from '../range';
import { mostRows, tooMany, withoutEnquiries } from '../range-queries';
import { shareFigure } from '../share-figure';
import type { PerformanceAnswers } from './queries';

type Group = PerformanceAnswers[0][number];
type Places = PerformanceAnswers[1];

/** How fast we answer, how much of it is won, and how events go by venue and by who worked at them. */
export function tellPerformance(
  [groups, places]: PerformanceAnswers,
  { range, query }: ReportQuestion,
): ReportBody {
  const all = groups.find(({ part }) => part === 'all');
  const before = range.before ? groups.find(({ part }) => part === 'before') : undefined;
  const whole = !query.venue && !query.dish;
  const asked = whole && all && all.n <= mostRows ? all : undefined;
  const seen = (places.find(({ part }) => part === 'all')?.n ?? 0) <= mostRows;
  return {
    figures: asked ? figuresOf(asked, before) : [],
    tables: [
      ...(asked ? [groupTable(groups, 'source'), groupTable(groups, 'owner')] : []),
      ...(seen ? [placeTable(places, 'venue', query), placeTable(places, 'person', query)] : []),
    ],
    notes: [
      ...(whole ? [] : [withoutEnquiries]),
      ...(asked || !whole ? [] : [tooMany('enquiries', 'how fast they were answered and what came of them')]),
      ...(seen ? [] : [tooMany('events', 'venues, and who worked there')]),
    ],
  };
}

function figuresOf(now: Group, before: Group | undefined): ReportBody['figures'] {
  const share = (label: string, k: (group: Group) => number, welcome = true) => ({
    ...shareFigure(label, {
      welcome,
      now: { k: k(now), n: now.n },
      before: before && { k: k(before), n: before.n },
      missing: 'Not enough enquiries',
    }),
    href: '/enquiries',
  });
  return [
    {
      ...{ label: 'Enquiries', format: 'count', value: now.n, before: before?.n ?? null, welcome: true },
      ...{ period: 'spam left out', href: '/enquiries' },
    },
    now.answered < enough || now.median === null
      ? {
          ...{ label: 'First answer', format: 'minutes', value: null, n: now.answered },
          missing: 'Not enough answered enquiries',
        }
      : {
          ...{ label: 'First answer', format: 'minutes', value: now.median, n: now.answered },
          ...{ period: 'half are faster', welcome: false, href: '/enquiries' },
          before: before && before.answered >= enough ? before.median : null,
        },
    share('Answered in time', ({ soon }) => soon),
    share('Answered at all', ({ answered }) => answered),
    share('Won', ({ won }) => won),
    share('Lost', ({ lost }) => lost, false),
  ];
}

function groupTable(groups: PerformanceAnswers[0], part: 'source' | 'owner'): ReportTable {
  const words: Record<string, string> = sourceWords;
  const rows = groups
    .filter((group) => group.part === part)
    .sort((one, other) => other.n - one.n)
    .map(({ key, label, n, answered, soon, won, lost, median }) => ({
      ...estimatedCells([
        part === 'source' ? (words[key] ?? key) : (label ?? (key ? 'Somebody who left' : 'Nobody yet')),
        ...[n, answered, answered >= enough ? median : null, soon, won, lost],
        partOf(won, n),
      ]),
      href: '/enquiries',
    }));
  return summed({
    key: part === 'source' ? 'by-source' : 'by-person',
    title: part === 'source' ? 'Enquiries by where they came from' : 'Enquiries by who works on them',
    note: 'Enquiries that came in these days, as they stand now. A share or a median of fewer than 5 isn’t shown.',
    columns: [
      { head: part === 'source' ? 'Came by' : 'Person', format: 'text' },
      { head: 'Enquiries', format: 'count' },
      { head: 'Answered', format: 'count' },
      { head: 'First answer', format: 'minutes' },
      { head: 'In time', format: 'count' },
      { head: 'Won', format: 'count' },
      { head: 'Lost', format: 'count' },
      { head: 'Share won', format: 'share' },
    ],
    chart: { columns: [1, 5] },
    rows,
    empty: 'No enquiry came in these days.',
  });
}

function placeTable(places: Places, part: 'venue' | 'person', query: ReportQuery): ReportTable {
  const found = places.filter((place) => place.part === part).sort((one, other) => other.n - one.n);
  return {
    key: part === 'venue' ? 'venues' : 'people',
    title: part === 'venue' ? 'Events by venue' : 'Events by who worked there',
    note:
      part === 'venue'
        ? 'Agreed events of these days; the thirty venues with the most of them.'
        : 'Agreed events of these days; one with several people counts for each of them.',
    columns: [
      { head: part === 'venue' ? 'Venue' : 'Person', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'Guests', format: 'count' },
      { head: 'Value', format: 'money' },
      { head: 'Satisfaction', format: 'score' },
      { head: 'Ratings', format: 'count' },
    ],
    chart: { columns: [1] },
    rows: found.map(({ key, label, n, guests, total, rated, stars, squares }) => ({
      ...estimatedCells([
        ...[label ?? key, n, guests, total],
        ...[scoreOfSums({ n: rated, sum: stars, squares }), rated],
      ]),
      ...(part === 'venue' && { href: reportHref('bookings', query, { venue: key }) }),
    })),
    empty: part === 'venue' ? 'No agreed event in these days.' : 'Nobody was put on an event of these days.',
  };
}
