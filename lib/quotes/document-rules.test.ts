import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAmount, type PricedLine, priceBooking } from '@/lib/pricing/rules';
import { agreementOf, drawUp, lineOf, optionOf, priceWith } from './document-rules';

const ghana = {
  name: 'Ghana from 2026',
  components: [
    { code: 'VAT', name: 'VAT', rate: 1500, compound: false },
    { code: 'NHIL', name: 'NHIL', rate: 250, compound: false },
    { code: 'GETFUND', name: 'GETFund', rate: 250, compound: false },
  ],
};

const line = fc.record({
  kind: fc.constantFrom('menu' as const, 'service' as const),
  unitPrice: fc.integer({ min: 1, max: 500_000 }),
  quantity: fc.integer({ min: 1, max: 400 }),
  discountRate: fc.constantFrom(0, 0, 333, 1000, 10_000),
});
const terms = fc.record({
  agreedDiscountRate: fc.constantFrom(0, 777),
  agreedDiscountAmount: fc.constant(0),
  discountRate: fc.constantFrom(0, 1000),
  serviceChargeRate: fc.constantFrom(0, 1000, 1250),
  serviceChargeTaxed: fc.boolean(),
});
const extras = fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 5 });
const depositRate = fc.constantFrom(0, 2500, 5000);

type Given = {
  lines: PricedLine[];
  terms: Parameters<typeof priceBooking>[0]['terms'];
  extras: number[];
  depositRate: number;
};

/** A quote of a booking that was priced as every booking is. */
function quoted({ lines, terms: asked, extras: amounts, depositRate: rate }: Given) {
  const price = priceBooking({ lines, profile: ghana, depositRate: rate, terms: asked });
  const document = drawUp({
    number: 1,
    company: { name: 'Akwaaba', address: null, phone: null, email: null },
    place: { currency: 'GHS', locale: 'en-GH', timeZone: 'Africa/Accra' },
    customer: 'Ama Mensah',
    booking: {
      ...price,
      ...(asked as Required<NonNullable<typeof asked>>),
      ...{ reference: 'BK00042', eventName: 'Mensah wedding', venue: 'Palm Gardens', venueAddress: null },
      ...{
        startsAt: new Date('2026-12-12T14:00Z'),
        endsAt: new Date('2026-12-12T20:00Z'),
        serviceStyle: null,
      },
      ...{ guests: 75, guaranteedGuests: null, children: 0, vendorMeals: 0 },
    },
    lines: lines.map((one, at) => ({
      ...one,
      ...{ id: `${at}`, name: `Line ${at}`, listedPrice: one.unitPrice, priceReason: null, notes: null },
      discountRate: one.discountRate ?? 0,
      ...{ minimumOrder: 1, thing: { kind: 'service' as const, id: `${at}` } },
    })),
    options: amounts.map((amount, at) => optionOf(at, { label: `Extra ${at}`, amount })),
    depositRate: rate,
    validUntil: new Date('2026-12-01T00:00Z'),
    terms: { version: 3, text: 'Half in advance.' },
  });
  return { price, document };
}

const given = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  terms,
  extras,
  depositRate,
});

describe('a quote’s document', () => {
  test('says what its booking does, to the last pesewa, and its lines and taxes add up', () => {
    fc.assert(
      fc.property(given, (one) => {
        const { price, document } = quoted(one);
        const { discountRate: _, ...said } = document.price as typeof document.price & {
          discountRate?: number;
        };
        expect(price).toMatchObject(said);
        const summed = document.lines.reduce((sum, { amount }) => sum + amount, 0);
        expect(summed).toBe(price.subtotal);
        const taxes = (document.price.tax?.components ?? []).reduce((sum, { amount }) => sum + amount, 0);
        expect(taxes).toBe(document.price.taxTotal);
        const { menuTotal, serviceTotal, discount, serviceCharge, taxTotal, total } = document.price;
        expect(menuTotal + serviceTotal - discount + serviceCharge + taxTotal).toBe(total);
        expect(total).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('with ticked options it comes to what the booking will, in whatever order they are ticked', () => {
    fc.assert(
      fc.property(given, fc.array(fc.nat(6)), (one, picks) => {
        const { document } = quoted(one);
        const ids = picks.map((pick) => `option-${pick + 1}`);
        const price = priceWith(document, ids);
        expect(priceWith(document, [...ids].reverse())).toEqual(price);
        const ticked = document.options.filter(({ id }) => ids.includes(id));
        const lines = ticked.map((option) => lineOf(option, { kind: 'service', id: 'x' }));
        const booked = priceBooking({
          ...{
            lines: [...one.lines, ...lines],
            profile: ghana,
            depositRate: one.depositRate,
            terms: one.terms,
          },
        });
        expect(booked).toMatchObject({
          total: price.total,
          deposit: price.deposit,
          taxTotal: price.taxTotal,
        });
        for (const added of lines) expect(lineAmount(added)).toBe(added.unitPrice * added.quantity);
      }),
    );
  });

  test('is agreed to in a text that is the same however the document was stored', () => {
    fc.assert(
      fc.property(given, (one) => {
        const { document } = quoted(one);
        const acceptance = {
          name: 'Ama',
          at: new Date('2026-11-30T10:00Z'),
          options: ['option-2', 'option-1'],
        };
        const turned = JSON.parse(
          JSON.stringify(document, (_key, value: unknown) =>
            value && typeof value === 'object' && !Array.isArray(value)
              ? Object.fromEntries(Object.entries(value).reverse())
              : value,
          ),
        );
        expect(agreementOf(turned, acceptance)).toBe(agreementOf(document, acceptance));
        expect(agreementOf(document, { ...acceptance, name: 'Ann' })).not.toBe(
          agreementOf(document, acceptance),
        );
      }),
    );
  });

  test('with live cooking: 400.00 and the taxes on it', () => {
    const { document } = quoted({
      lines: [{ kind: 'menu', unitPrice: 2500, quantity: 31 }],
      terms: {
        agreedDiscountRate: 0,
        agreedDiscountAmount: 0,
        discountRate: 0,
        serviceChargeRate: 0,
        serviceChargeTaxed: true,
      },
      extras: [40_000],
      depositRate: 5000,
    });
    expect(document.price.total).toBe(93_000);
    expect(priceWith(document, ['option-1'])).toMatchObject({ total: 141_000, deposit: 70_500 });
    expect(priceWith(document, ['option-9']).total).toBe(93_000);
  });
});
