import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { netCharge, priceBooking, taxOn, taxWithin } from '@/lib/pricing/rules';
import { saveTax } from '@/lib/pricing/tax/mutations';
import { advanceBooking, updateBooking } from './mutations';
import { readBooking } from './queries';
import { create, edit, localIn, makeOffice, type Office } from './testing/office';

let mine: Office;
beforeAll(async () => {
  mine = await makeOffice([
    { code: 'VAT', name: 'VAT', rate: 1500 },
    { code: 'NHIL', name: 'NHIL', rate: 250 },
    { code: 'GETFUND', name: 'GETFund', rate: 250 },
  ]);
});
const bookingOf = async (id: string) => (await readBooking(mine.manager, id))?.booking;

describe('the database reckons as the rule does', () => {
  const part = fc.record({
    code: fc.constantFrom('A', 'B'),
    name: fc.constant('Tax'),
    rate: fc.integer({ min: 0, max: 10_000 }),
    compound: fc.boolean(),
  });
  const rates = fc.array(part, { maxLength: 5 });
  const amount = fc.integer({ min: 0, max: 900_000_000_000 });

  test('the tax on an amount and in it', async () => {
    const cases = fc.sample(fc.tuple(amount, rates), 200);
    const rows = await actAs(mine.system, (tx) =>
      tx.execute(sql`select tax_of(amount, parts, false)::text as added, tax_of(amount, parts, true)::text as within
        from jsonb_to_recordset(${JSON.stringify(cases.map(([of, parts], n) => ({ n, amount: of, parts })))}::jsonb)
          as t (n int, amount bigint, parts jsonb) order by n`),
    );
    for (const [at, [of, components]] of cases.entries()) {
      const rule = { name: 'Any', components };
      expect(rows[at]).toEqual({
        added: String(taxOn(of, rule).total),
        within: String(taxWithin(of, rule).total),
      });
    }
  });

  test('the service charge without the tax in it', async () => {
    const priced = fc
      .record({
        amount: fc.integer({ min: 0, max: 1_000_000_000 }),
        rates,
        included: fc.boolean(),
        exempt: fc.boolean(),
      })
      .chain((given) =>
        fc
          .record({ serviceChargeRate: fc.integer({ min: 0, max: 5000 }), serviceChargeTaxed: fc.boolean() })
          .map((terms) =>
            priceBooking({
              lines: [{ kind: 'menu', unitPrice: given.amount, quantity: 1 }],
              profile: {
                ...{ name: 'Any', components: given.rates, included: given.included },
                exempt: given.exempt ? { reason: 'Mission' } : undefined,
              },
              ...{ depositRate: 0, terms },
            }),
          ),
      );
    const cases = fc.sample(priced, 200);
    const asRow = (price: (typeof cases)[number], n: number) => ({
      ...{ guests: n, menu_total: price.menuTotal, service_total: 0, discount: 0, tax: price.tax },
      ...{ service_charge: price.serviceCharge, service_charge_taxed: price.serviceChargeTaxed },
      tax_total: price.taxTotal,
    });
    const rows = await actAs(mine.system, (tx) =>
      tx.execute(sql`select net_charge_of(b)::text as net, tax_on_top(b.tax, b.tax_total)::text as top
        from jsonb_populate_recordset(null::bookings, ${JSON.stringify(cases.map(asRow))}::jsonb) b order by b.guests`),
    );
    for (const [at, price] of cases.entries())
      expect(rows[at]).toEqual({
        net: String(netCharge(price)),
        top: String(price.total - price.menuTotal - price.serviceCharge),
      });
  });
});

describe('what is written past the commands', () => {
  const components = (amounts: number[], rate = 1500) => [
    { code: 'VAT', name: 'VAT', rate, compound: false, amount: amounts[0] ?? 0 },
    { code: 'NHIL', name: 'NHIL', rate: 250, compound: false, amount: amounts[1] ?? 0 },
    { code: 'GETFUND', name: 'GETFund', rate: 250, compound: false, amount: amounts[2] ?? 0 },
  ];
  const whole = components([32_625, 5438, 5437]);
  test.each<[string, Partial<typeof bookings.$inferInsert>]>([
    ['no tax', { taxTotal: 0 }],
    ['a tax of no rates', { taxTotal: 0, tax: { profile: 'No tax', components: [] } }],
    ['nothing said of tax', { taxTotal: 0, tax: null }],
    [
      'another rate',
      { taxTotal: 21_750, tax: { profile: 'S', components: components([10_875, 5438, 5437], 500) } },
    ],
    [
      'parts that aren’t the tax',
      { taxTotal: 43_500, tax: { profile: 'S', components: components([32_625, 5438, 5436]) } },
    ],
    [
      'an exemption of its own',
      { taxTotal: 0, tax: { profile: 'S', components: components([]), exempt: { reason: 'Me' } } },
    ],
    ['relief of its own', { tax: { profile: 'S', components: whole, relief: 100 } }],
    [
      'prices that include it',
      {
        taxTotal: 36_250,
        tax: { profile: 'S', components: components([27_188, 4531, 4531]), included: true },
      },
    ],
    ['another price', { menuTotal: 1 }],
  ])('%s is refused, staff and managers alike', async (_, set) => {
    const { id } = await create(mine);
    for (const actor of [mine.staff, mine.manager])
      await expect(
        actAs(actor, (tx) => tx.update(bookings).set(set).where(eq(bookings.id, id))),
      ).rejects.toMatchObject({ code: 'CT083' });
    expect(await bookingOf(id)).toMatchObject({ total: 261_000 });
  });

  test('rates of a day hold for new prices, those that were agreed for their own', async () => {
    const { id } = await create(mine);
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    const validFrom = localIn(24).slice(0, 10);
    const vat = { code: 'VAT', name: 'VAT', rate: 1000, compound: false };
    await saveTax(mine.manager, { id: null, seen: null, name: 'Lower', validFrom, components: [vat] });
    await updateBooking(mine.staff, await edit(mine, id, () => ({ eventName: 'Another name' })));
    expect(await bookingOf(id)).toMatchObject({ taxTotal: 43_500 });
    const { id: next } = await create(mine);
    expect(await bookingOf(next)).toMatchObject({ taxTotal: 21_750 });
  });
});
