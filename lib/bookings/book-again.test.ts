import { describe, expect, test } from 'vitest';
import { bookAgain } from './book-again';
import { asListed } from './line-terms';
import type { StoredLine } from './plan';

const booking = {
  customerId: 'c',
  eventName: 'Friday lunch',
  eventType: 'corporate' as const,
  serviceStyle: 'buffet' as const,
  startsAt: new Date('2026-12-04T12:00:00Z'),
  endsAt: new Date('2026-12-04T14:30:00Z'),
  venue: 'Ridge House',
  venueAddress: null,
  guests: 40,
  guaranteedGuests: null,
  children: 0,
  vendorMeals: 0,
  specialRequests: 'Back gate',
  dietNotes: null,
};
const line = (name: string, unitPrice: number, change: Partial<StoredLine> = {}): StoredLine => ({
  id: `line ${name}`,
  kind: 'menu',
  thing: { kind: change.kind === 'service' ? 'service' : 'dish', id: name },
  name,
  ...asListed(unitPrice),
  minimumOrder: 1,
  quantity: 40,
  notes: null,
  follows: true,
  ...change,
});
const menu = [
  { id: 'Jollof', kind: 'dish' as const, name: 'Jollof', price: 2800 },
  { id: 'Salad', kind: 'dish' as const, name: 'Salad', price: 900 },
  { id: 'Waiter', kind: 'service' as const, name: 'Waiter', price: 15000 },
];

describe('a booking made again', () => {
  const lines = [
    line('Jollof', 2500),
    line('Salad', 900, { notes: 'No onions' }),
    line('Goat', 4000),
    line('Waiter', 15000, { kind: 'service', quantity: 2, follows: false }),
  ];
  const again = bookAgain({ booking, lines }, { menu, timeZone: 'Africa/Accra' });

  test('has everything but the date, on lines of its own', () => {
    expect(again.initial).toMatchObject({
      eventName: 'Friday lunch',
      guests: '40',
      startsAt: '',
      endsAt: '',
    });
    expect(again.initial.lines.map(({ thing, quantity }) => [thing.id, quantity])).toEqual([
      ['Jollof', '40'],
      ['Salad', '40'],
      ['Waiter', '2'],
    ]);
    expect(again.initial.lines.every((one) => !('id' in one))).toBe(true);
    expect(again.was).toEqual({ start: '2026-12-04T12:00', end: '2026-12-04T14:30' });
  });

  test('says which price is another one now, and what is gone', () => {
    expect(again.prices).toEqual([{ name: 'Jollof', was: 2500, now: 2800 }]);
    expect(again.gone).toEqual(['Goat']);
  });
});
