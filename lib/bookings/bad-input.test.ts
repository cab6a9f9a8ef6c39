import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { createDish } from '@/lib/menu/mutations';
import { typedDish } from '@/lib/menu/testing/kitchen';
import { savePlace } from '@/lib/people/company/mutations';
import { listBookings } from './list-queries';
import { createBooking, updateBooking } from './mutations';
import { type BookingValues, newBookingForm } from './schema';
import { create, edit, formOf, localIn, makeOffice, type Office } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice();
});

const dish = (quantity: string | number, id = mine.menu.itemId) => ({
  thing: { kind: 'dish' as const, id },
  quantity,
  notes: '',
});
const numbers = { guests: 75, children: 0, vendorMeals: 0, guaranteedGuests: null };
const lineNumbers = () => [dish(75)];
const written = async () => {
  const [row] = await actAs(mine.manager, (tx) =>
    tx.select({ n: sql<number>`count(*)::int` }).from(bookings),
  );
  return row?.n;
};

type InputChange = Record<string, unknown>;
/** What is wrong, the field that says so, and its words; the numbers are as a command has them. */
const refused: [string, () => InputChange, string, RegExp][] = [
  [
    'a start in the past',
    () => ({ startsAt: localIn(-9), endsAt: localIn(-5) }),
    'startsAt',
    /lies in the past/,
  ],
  ['an end before the start', () => ({ endsAt: localIn(71) }), 'endsAt', /must come after the start/],
  ['an end at the start', () => ({ endsAt: localIn(72) }), 'endsAt', /must come after the start/],
  ['25 hours', () => ({ endsAt: localIn(97) }), 'endsAt', /up to 24 hours/],
  ['a day that isn’t there', () => ({ startsAt: '2031-02-30T12:00' }), 'startsAt', /doesn’t exist|starts/],
  ['no guests', () => ({ guests: 0 }), 'guests', /1 or more/],
  ['1,001 guests', () => ({ guests: 1001 }), 'guests', /up to 1,000 guests\. Split/],
  ['a guest and a half', () => ({ guests: 1.5 }), 'guests', /whole number/],
  ['guests below nothing', () => ({ guests: -4 }), 'guests', /1 or more/],
  ['more children than guests', () => ({ children: 76 }), 'children', /guests/],
  [
    'less than the minimum of a dish',
    () => ({ lines: [dish(9)] }),
    'lines.0.quantity',
    /minimum order is 10/,
  ],
  ['a quantity below nothing', () => ({ lines: [dish(-1)] }), 'lines.0.quantity', /1 or more/],
  [
    'a quantity beyond all',
    () => ({ lines: [dish(1e9)] }),
    'lines.0.quantity',
    /most for one line is 100,000/,
  ],
  [
    'a price below nothing',
    () => ({ lines: [{ ...dish(75), terms: { unitPrice: -1, discountRate: 0, reason: 'Friend' } }] }),
    'lines.0.terms.unitPrice',
    /^This is too small\.$/,
  ],
  [
    'a price beyond all',
    () => ({ lines: [{ ...dish(75), terms: { unitPrice: 1e15, discountRate: 0, reason: 'Friend' } }] }),
    'lines.0.terms.unitPrice',
    /^This is too large\.$/,
  ],
  [
    'a name of blanks and marks that nobody sees',
    () => ({ eventName: ' \u200b\u202e ' }),
    'eventName',
    /name/,
  ],
  ['a name without an end', () => ({ eventName: 'é'.repeat(161) }), 'eventName', /160 characters.*161/],
];

describe('a booking of', () => {
  test.each(refused)('%s is refused with its reason, twice at once too', async (_, change, field, words) => {
    const input = { ...formOf(mine), ...numbers, lines: lineNumbers(), ...change() };
    const before = await written();
    const sent = () => createBooking(mine.manager, input as never);
    for (const answer of await Promise.allSettled([sent(), sent()]))
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { code: 'invalid', detail: { fields: { [field]: expect.stringMatching(words) } } },
      });
    expect(await written()).toBe(before);
  });

  test.each([
    ['0', /1 or more/],
    ['1001', /up to 1,000/],
    ['1,001', /up to 1,000/],
    ['-5', /1 or more/],
    ['40 or so', /figures only/],
    ['4e1', /figures only/],
    ['٤٠', /figures only/],
  ])('“%s” guests is told at its field as it is typed', (guests, words) => {
    const read = newBookingForm.safeParse({ ...formOf(mine), guests });
    expect(read.error?.issues.find(({ path }) => path[0] === 'guests')?.message).toMatch(words);
  });

  test('a dish out of its dates names them, and what else to do', async () => {
    const { id } = await createDish(
      mine.manager,
      typedDish(mine.menu.categoryId, { name: `Harvest ${v7()}`, availableTo: '2020-12-31' }),
    );
    const late = () => create(mine, { lines: [dish('75', id)] as BookingValues['lines'] });
    for (const answer of await Promise.allSettled([late(), late()]))
      expect(answer).toMatchObject({
        reason: {
          detail: { fields: { 'lines.0.thing': expect.stringMatching(/until .*2020.*or move the event/) } },
        },
      });
  });

  test('a currency that there is none of is no company’s', async () => {
    const set = () =>
      savePlace(mine.manager, {
        ...{ country: 'GH', timeZone: 'Africa/Accra', locale: 'en-GH', language: 'en', version: 1 },
        currency: 'QQQ',
      });
    for (const answer of await Promise.allSettled([set(), set()]))
      expect(answer).toMatchObject({
        reason: { detail: { fields: { currency: 'Choose a currency.' } } },
      });
  });
});

describe('names', () => {
  test.each([
    ['of one letter', 'Ọ'],
    ['of one sign', '李'],
    ['written from the right', 'حفل زفاف عائلة المنصوري'],
    ['written from the right, with figures', 'בר מצווה 13'],
    ['of emoji', '👩🏾‍🍳🎉'],
    ['with an emoji', 'Ama’s 30th 🎂'],
    ['that look like markup', '<img src=x onerror=alert(1)>'],
    ['that look like a formula', '=HYPERLINK("http://x.test")'],
    ['that look like SQL', `Robert'); drop table bookings;--`],
  ])('%s are kept to the letter, found, and changed by one of two', async (_, name) => {
    const customer = await makeCustomer(mine.id, { name, phone: null, optedIn: false });
    const { id } = await create(mine, { customerId: customer.id, eventName: name, venue: name });
    const search = { q: name, when: 'all' } as const;
    const { rows } = await listBookings(mine.staff, search, new Date());
    // A word that is nothing but signs can't be looked for, and says so by finding nothing.
    if (/[\p{L}\p{N}]/u.test(name))
      expect(rows.find((row) => row.id === id)).toMatchObject({
        eventName: name,
        customer: name,
        venue: name,
      });
    const change = await edit(mine, id, () => ({ eventName: `${name} ${name}` }));
    const both = await Promise.allSettled([
      updateBooking(mine.manager, change),
      updateBooking(mine.manager, { ...change, eventName: `${name}!` }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } });
  });
});
