import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { items } from '@/db/schema/menu';
import { actAs } from '@/db/session';
import { priceBooking, type TaxProfile } from '@/lib/pricing/rules';
import { agreeDiscount } from './discount';
import { updateBooking } from './mutations';
import type { LineValues } from './schema';
import { setServiceCharge } from './service-charge';
import { create, edit, makeOffice, type Office, pay } from './testing/office';

const rate = fc.integer({ min: 0, max: 10_000 });
const quantity = fc.integer({ min: 10, max: 3000 }).map(String);
const at = fc.nat({ max: 5 });
const terms = fc.option(
  fc.record({
    unitPrice: fc.integer({ min: 0, max: 999_999 }),
    discountRate: rate,
    reason: fc.constant('Agreed'),
  }),
);
const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), service: fc.boolean(), quantity }),
  fc.record({ do: fc.constant('take out' as const), at }),
  fc.record({ do: fc.constant('count' as const), at, quantity }),
  fc.record({ do: fc.constant('agree' as const), at, terms }),
  fc.record({ do: fc.constant('follow' as const), at, guests: fc.integer({ min: 10, max: 1000 }) }),
  fc.record({ do: fc.constant('menu' as const), price: fc.integer({ min: 1, max: 99_999 }) }),
  fc.record({ do: fc.constant('discount' as const), rate, amount: fc.nat({ max: 90_000 }) }),
  fc.record({ do: fc.constant('charge' as const), rate, taxed: fc.boolean() }),
  fc.record({ do: fc.constant('pay' as const), amount: fc.integer({ min: 1, max: 500 }).map(String) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The lines of an edit after one thing that somebody does in the form. */
function changed(lines: LineValues[], one: Step, { menu }: Office): LineValues[] {
  if (one.do === 'add')
    return [
      ...lines,
      {
        thing: one.service ? { kind: 'service', id: menu.serviceId } : { kind: 'dish', id: menu.itemId },
        quantity: one.quantity,
        notes: '',
      },
    ];
  if (!('at' in one)) return lines;
  const place = one.at % lines.length;
  if (one.do === 'take out') return lines.length > 1 ? lines.toSpliced(place, 1) : lines;
  return lines.map((line, index) => {
    if (index !== place) return line;
    if (one.do === 'count') return { ...line, quantity: one.quantity, follows: false };
    return one.do === 'agree' ? { ...line, terms: one.terms } : { ...line, follows: true };
  });
}

async function run(office: Office, id: string, one: Step): Promise<void> {
  const { manager, menu } = office;
  if (one.do === 'menu')
    await actAs(manager, (tx) => tx.update(items).set({ price: one.price }).where(eq(items.id, menu.itemId)));
  else if (one.do === 'discount') {
    const { rate: share, amount } = one;
    // One of the two, as the form offers them.
    const agreed = share > 5000 ? { rate: share, amount: 0 } : { rate: 0, amount };
    const reason = agreed.rate + agreed.amount > 0 ? 'A regular' : null;
    await agreeDiscount(manager, { bookingId: id, ...agreed, reason });
  } else if (one.do === 'charge')
    await setServiceCharge(manager, { bookingId: id, rate: Math.min(one.rate, 5000), taxed: one.taxed });
  else if (one.do === 'pay') await pay(office, { bookingId: id, amount: one.amount });
  else
    await updateBooking(
      manager,
      await edit(office, id, ({ lines, guests }) => ({
        guests: one.do === 'follow' ? String(one.guests) : guests,
        lines: changed(lines, one, office),
      })),
    );
}

const vat: TaxProfile = {
  name: 'Standard',
  validFrom: '2020-01-01',
  components: [{ code: 'VAT', name: 'VAT', rate: 1500, compound: false }],
};

test('after any sequence of edits the totals are what the rule says of the lines that are there', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 14 }), async (steps) => {
      const office = await makeOffice();
      const { id } = await create(office);
      for (const one of steps) {
        await run(office, id, one).then(
          () => {
            done += 1;
          },
          // What would leave less than was paid, or more than there is taken off, is refused and changes nothing.
          (error: unknown) => expect(error).toMatchObject({ name: 'Refusal' }),
        );
        const [[booking], lines] = await actAs(office.manager, async (tx) => [
          await tx.select().from(bookings).where(eq(bookings.id, id)),
          await tx
            .select()
            .from(bookingLines)
            .where(eq(bookingLines.bookingId, id))
            .orderBy(asc(bookingLines.position)),
        ]);
        const price = priceBooking({ lines, profile: vat, depositRate: 5000, terms: booking as never });
        const { tax, agreedDiscount: _, ...sums } = price;
        expect(booking).toMatchObject(sums);
        expect(booking?.tax).toEqual(tax);
      }
    }),
    { numRuns: 20 },
  );
  expect(done).toBeGreaterThan(60);
}, 90_000);
