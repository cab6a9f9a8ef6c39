import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, test } from 'vitest';
import { spell } from '@/components/stats/estimate';
import { makeCompany } from '@/db/factories/company';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { answered, look, sessionOf } from '@/lib/dashboard/insights/testing/world';
import type { Place } from '@/lib/platform/sent';
import { Dishes } from './dishes';
import { Headlines } from './headlines';
import { MoneyPanels } from './money-panels';
import { Months } from './months';
import { Quality } from './quality';
import { Recent, Upcoming } from './recent';
import { Spread } from './spread';

let manager: InsightsData;
let staff: InsightsData;
const place: Place = {
  currency: 'GHS',
  timeZone: 'Africa/Accra',
  locale: 'en-GH',
  role: 'manager',
  userId: '',
};

beforeAll(async () => {
  const company = await makeCompany();
  for (let n = 1; n <= 6; n += 1)
    await answered(company, new Date(Date.now() - n * 7 * 86_400_000), {
      rating: 5,
      food: n < 6 ? 2 : null,
      liked: true,
    });
  manager = await look(await sessionOf(company.manager), 'period=365');
  staff = await look(await sessionOf(company.staff), 'period=365');
});

const text = (data: InsightsData) =>
  renderToStaticMarkup(
    <>
      <Headlines data={data} place={place} />
      {data.money && data.forecast ? (
        <MoneyPanels money={data.money} forecast={data.forecast} place={place} />
      ) : null}
      <Months data={data} place={place} />
      <Spread data={data} place={place} />
      <Quality data={data} locale="en-GH" />
      <Dishes data={data} place={place} />
      <Upcoming events={data.upcoming} place={place} />
      <Recent recent={data.recent} place={place} now={new Date()} />
    </>,
  ).replaceAll('&#x27;', '’');

test('an average says its range and what it rests on; of too few it says so', () => {
  const page = text(manager);
  expect(page).toContain('5.0 to 5.0 · n = 6');
  expect(page).toContain('Food, all days: 2.0, 2.0 to 2.0, n = 5');
  expect(page).toContain('Not enough data');
  expect(page).toContain('href="/insights/rows?of=rated&amp;');
});

test('a score has one decimal, whatever side its last half is rounded to', () => {
  expect([1.95, 4, 4.96].map((score) => spell(score, 'score', 'en-GH'))).toEqual(['1.9', '4.0', '5.0']);
  expect(spell(4, 'score', 'de-DE')).toBe('4,0');
});

test('staff see no amount of money anywhere, managers do', () => {
  expect(text(manager)).toContain('GHS');
  expect(text(staff)).not.toContain('GHS');
});
