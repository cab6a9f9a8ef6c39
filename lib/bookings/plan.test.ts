import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { changedFrom, mergeValues } from '@/lib/platform/merge-values';
import { emptyValues, valuesOf } from './form-values';
import { asListed } from './line-terms';
import { livePrice, quantityOf } from './live-price';
import { planBooking, type StoredLine } from './plan';
import { type BookingValues, bookingForm, enquiryForm } from './schema';

const now = new Date('2025-11-01T09:00Z');
const dish = '01990000-0000-7000-8000-000000000001';
const waiter = '01990000-0000-7000-8000-000000000002';
const menu = [
  { id: dish, kind: 'dish', name: 'Jollof', price: 2500, minimumOrder: 10 },
  { id: waiter, kind: 'service', name: 'Waiter', price: 15_000, minimumOrder: 1 },
] as const;
const pricing = {
  timeZone: 'America/New_York',
  depositRate: 5000,
  pricesIncludeTax: false,
  profiles: [
    {
      name: 'old',
      validFrom: '2020-01-01',
      components: [{ code: 'A', name: 'A', rate: 1000, compound: false }],
    },
    {
      name: 'new',
      validFrom: '2026-01-01',
      components: [{ code: 'B', name: 'B', rate: 2000, compound: false }],
    },
  ],
};

function values(change: Partial<BookingValues> = {}): BookingValues {
  return {
    ...emptyValues,
    eventName: 'Dinner',
    venue: 'Hall',
    guests: '40',
    startsAt: '2025-12-31T20:00',
    endsAt: '2026-01-01T02:00',
    lines: [
      { thing: { kind: 'dish' as const, id: dish }, quantity: '40', notes: '' },
      { thing: { kind: 'service' as const, id: waiter }, quantity: '1', notes: '' },
    ],
    ...change,
  };
}

const planOf = (change: Partial<BookingValues> = {}, stored?: Parameters<typeof planBooking>[0]['stored']) =>
  planBooking({ input: enquiryForm.parse(values(change)), stored, menu, pricing, now });

describe('planning', () => {
  test('takes the tax of the event’s day on the company’s clock, not of its UTC day', () => {
    // 20:00 of the 31st in New York is 01:00 of 1 January in UTC.
    const planned = planOf();
    expect(planned.ok && planned.plan.price.tax.profile).toBe('old');
    expect(planned.ok && planned.plan.startsAt.toISOString()).toBe('2026-01-01T01:00:00.000Z');
  });

  test('an agreed booking stays with the tax it was agreed at while it stays on its day', () => {
    const lines: StoredLine[] = [];
    const tax = {
      profile: 'agreed',
      components: [{ code: 'X', name: 'X', rate: 500, compound: false, amount: 1 }],
    };
    const stored = {
      status: 'confirmed' as const,
      startsAt: new Date('2026-01-01T01:00Z'),
      endsAt: new Date('2026-01-01T07:00Z'),
      paid: 0,
      tax,
      lines,
    };
    const profileOf = (planned: ReturnType<typeof planOf>) => planned.ok && planned.plan.price.tax.profile;
    expect(profileOf(planOf({ startsAt: '2025-12-31T21:00' }, stored))).toBe('agreed');
    expect(profileOf(planOf({ startsAt: '2026-01-01T01:00' }, stored))).toBe('new');
    expect(profileOf(planOf({}, { ...stored, status: 'quoted' }))).toBe('old');
  });

  test('says what is wrong by field, all at once', () => {
    const planned = planOf({
      startsAt: '2025-01-01T10:00',
      lines: [
        { thing: { kind: 'dish' as const, id: dish }, quantity: '3', notes: '' },
        { thing: { kind: 'dish' as const, id: waiter }, quantity: '3', notes: '' },
      ],
    });
    expect(planned).toMatchObject({ ok: false });
    expect(planned.ok ? [] : Object.keys(planned.fields).toSorted()).toEqual([
      'lines.0.quantity',
      'lines.1.thing',
      'startsAt',
    ]);
  });

  test('a line’s id of somewhere else counts as a new line at the menu’s price', () => {
    const id = '01990000-0000-7000-8000-00000000000f';
    const planned = planOf({
      lines: [{ id, thing: { kind: 'dish' as const, id: dish }, quantity: '10', notes: '' }],
    });
    expect(planned.ok && planned.plan.lines).toEqual([expect.objectContaining({ unitPrice: 2500 })]);
    expect(planned.ok && planned.plan.lines[0]).not.toHaveProperty('id');
  });

  test('refuses a total that is more than a booking can hold', () => {
    const dear = menu.map((thing) => ({ ...thing, price: 100_000_000_000 }));
    const input = enquiryForm.parse(values());
    expect(planBooking({ input, menu: dear, pricing, now })).toMatchObject({
      fields: { lines: expect.any(String) },
    });
  });

  test('what the form shows while typing is what the server saves', () => {
    const quantities = fc.array(fc.integer({ min: 10, max: 5000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(quantities, fc.constantFrom('2025-12-31T20:00', '2026-01-01T09:00'), (all, startsAt) => {
        const lines = all.map((quantity) => ({
          thing: { kind: 'dish' as const, id: dish },
          quantity: String(quantity),
          notes: '',
        }));
        const typed = values({ lines, startsAt, endsAt: startsAt.slice(0, 11).concat('23:00') });
        const planned = planBooking({ input: enquiryForm.parse(typed), menu, pricing, now });
        expect(planned.ok && planned.plan.price).toEqual(livePrice(typed, { menu, pricing, now }));
      }),
    );
  });
});

describe('the form’s values', () => {
  const line: StoredLine = {
    id: '01990000-0000-7000-8000-0000000000aa',
    kind: 'menu',
    thing: { kind: 'dish', id: dish },
    name: 'Jollof',
    ...asListed(2500),
    minimumOrder: 10,
    quantity: 20,
    notes: null,
  };
  const stored = {
    customerId: 'c',
    eventName: 'Dinner',
    eventType: 'other' as const,
    serviceStyle: null,
    startsAt: new Date('2026-01-01T01:00Z'),
    endsAt: new Date('2026-01-01T07:00Z'),
    venue: 'Hall',
    venueAddress: null,
    guests: 20,
    guaranteedGuests: null,
    children: 0,
    vendorMeals: 0,
    specialRequests: null,
    dietNotes: null,
  };
  const base = valuesOf(stored, [line], pricing.timeZone);

  test('name the changed fields only, also after a way through JSON with other key orders', () => {
    const sent = JSON.parse(
      JSON.stringify(base, Object.keys({ ...base, ...base.lines[0], ...base.lines[0]?.thing }).toReversed()),
    );
    expect(changedFrom(sent, base)).toEqual({});
    const current = valuesOf({ ...stored, guests: 30 }, [{ ...line, quantity: 30 }], pricing.timeZone);
    expect(Object.keys(changedFrom(sent, current)).toSorted()).toEqual(['guests', 'lines']);
  });

  test('merge: mine where I changed something, theirs where only they did', () => {
    const mine = { ...base, eventName: 'Mine', guests: '50' };
    expect(mergeValues({ base, mine, theirs: { guests: '60', venue: 'Theirs' } })).toEqual({
      ...base,
      eventName: 'Mine',
      guests: '50',
      venue: 'Theirs',
    });
  });
});

test('the live total counts exactly what the server would take', () => {
  const typed = fc.oneof(
    fc.constantFrom('20.0', '1e2', '12.5', '1,000', ' 7 ', '007', '', '-1', '0', '100001', '٣', '1 000'),
    fc.integer({ min: 0, max: 200_000 }).map(String),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(typed, (quantity) => {
      const line = { thing: { kind: 'dish' as const, id: v7() }, quantity, notes: '' } as const;
      const parsed = bookingForm.shape.lines.element.safeParse(line);
      if (parsed.success) expect(quantityOf(line)).toBe(parsed.data.quantity);
      else expect(parsed.error.issues[0]?.message).toMatch(/^(Enter|Use|The most)/);
    }),
  );
});
