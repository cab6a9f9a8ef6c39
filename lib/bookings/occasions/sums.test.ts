import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actAs, readAs } from '@/db/session';
import { cancelBooking } from '../cancelling/call-off';
import { leftToPay } from '../left-to-pay';
import { advanceBooking, updateBooking } from '../mutations';
import { create, edit, makeOffice, type Office, pay } from '../testing/office';
import { joinOccasion, leaveOccasion } from './mutations';
import { askOccasion, tellOccasion } from './queries';
import { splitPayment, sumsOf } from './sums';
import { confirmOccasion, payOccasion } from './whole-occasion';

const amount = fc.integer({ min: 0, max: 1_000_000 });
const status = fc.constantFrom(
  ...(['enquiry', 'quoted', 'confirmed', 'in_progress', 'completed', 'cancelled'] as const),
);
const part = fc
  .record({ id: fc.uuid(), status, total: amount, paid: amount, takenOff: amount, deposit: amount })
  .map((one) => ({ ...one, deposit: Math.min(one.deposit, one.total), paid: Math.min(one.paid, one.total) }));
const several = fc.uniqueArray(part, { selector: ({ id }) => id, maxLength: 8 });

test('the sums of an occasion are those of its parts, and add up', () => {
  fc.assert(
    fc.property(several, (parts) => {
      const all = sumsOf(parts);
      for (const key of ['asked', 'paid', 'open', 'giveBack', 'deposit', 'depositOpen'] as const)
        expect(all[key]).toBe(parts.reduce((sum, one) => sum + sumsOf([one])[key], 0));
      expect(all.asked).toBe(all.paid + all.open - all.giveBack);
      expect(all.depositOpen).toBeLessThanOrEqual(all.open);
    }),
  );
});

test('a payment is laid whole onto the parts, on none more than is open of it, on deposits first', () => {
  fc.assert(
    fc.property(several, amount, (parts, paid) => {
      const split = splitPayment(parts, paid);
      const { open, depositOpen } = sumsOf(parts);
      const laid = new Map(split.map((one) => [one.bookingId, one.amount]));
      expect([...laid.values()].reduce((sum, one) => sum + one, 0)).toBe(Math.min(paid, open));
      for (const one of parts) expect(laid.get(one.id) ?? 0).toBeLessThanOrEqual(leftToPay(one));
      const after = parts.map((one) => ({ ...one, paid: one.paid + (laid.get(one.id) ?? 0) }));
      expect(sumsOf(after)).toMatchObject({
        open: Math.max(0, open - paid),
        depositOpen: Math.max(0, depositOpen - paid),
      });
      // In the order of dates: what comes after one that isn't paid got nothing but of its deposit.
      const first = after.findIndex((one) => leftToPay(one) > 0);
      for (const [place, one] of parts.entries())
        if (first >= 0 && place > first && leftToPay(one) > 0)
          expect(laid.get(one.id) ?? 0).toBeLessThanOrEqual(sumsOf([one]).depositOpen);
    }),
  );
});

type Step =
  | { do: 'join' | 'leave' | 'cancel' | 'confirm'; at: number }
  | { do: 'guests'; at: number; guests: number }
  | { do: 'pay' | 'payAll'; at: number; amount: number };
const at = fc.nat({ max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('join' as const, 'leave', 'cancel', 'confirm'), at }),
  fc.record({ do: fc.constant('guests' as const), at, guests: fc.integer({ min: 10, max: 200 }) }),
  fc.record({
    do: fc.constantFrom('pay' as const, 'payAll'),
    at,
    amount: fc.integer({ min: 1, max: 400_000 }),
  }),
);

/** One thing that the office does; what is refused changes nothing. */
async function run(office: Office, id: string, bookingId: string, one: Step): Promise<void> {
  const { manager } = office;
  if (one.do === 'join') await joinOccasion(manager, { bookingId, occasionId: id, name: null });
  if (one.do === 'leave') await leaveOccasion(manager, { bookingId });
  if (one.do === 'cancel') await cancelBooking(manager, { id: bookingId, reason: 'Rain' });
  if (one.do === 'confirm')
    await advanceBooking(manager, { id: bookingId, to: 'confirmed', overLimits: 'Yes' });
  if (one.do === 'guests')
    await updateBooking(
      manager,
      await edit(office, bookingId, ({ lines }) => ({
        guests: String(one.guests),
        lines: lines.map((line) =>
          line.thing.kind === 'dish' ? { ...line, quantity: String(one.guests) } : line,
        ),
      })),
    );
  if (one.do === 'pay') await pay(office, { bookingId, amount: String(one.amount / 100) });
  if (one.do === 'payAll')
    await payOccasion(manager, { id, amount: one.amount, method: 'cash', reference: null });
}

test('after any edits what is shown of an occasion is what its bookings come to', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const office = await makeOffice();
      const kept = await create(office);
      const bookings = [kept.id];
      for (let n = 0; n < 3; n += 1) bookings.push((await create(office)).id);
      const { occasionId } = await joinOccasion(office.staff, {
        bookingId: kept.id,
        occasionId: null,
        name: 'Durbar',
      });
      for (const one of steps) {
        // The first part stays, so that there is something to look at.
        const place = one.do === 'leave' && one.at === 0 ? 1 : one.at;
        await run(office, occasionId, bookings[place] ?? kept.id, one).then(
          () => {
            done += 1;
          },
          (error: unknown) => expect(error).toMatchObject({ name: 'Refusal' }),
        );
      }
      await confirmOccasion(office.manager, { id: occasionId, overLimits: 'Yes' }).catch(() => undefined);
      const [rows] = await readAs(office.staff, (tx) => [askOccasion(tx, { id: occasionId })] as const);
      const occasion = tellOccasion(rows);
      const [counted] = await actAs(office.manager, (tx) =>
        tx.execute<
          Record<'asked' | 'paid' | 'open' | 'n', number>
        >(`select count(*)::int as n, sum(paid)::float8 as paid,
          sum(case status when 'cancelled' then cancellation_fee else total end)::float8 as asked,
          sum(greatest(0, total - paid - taken_off))::float8 as open from bookings where occasion_id = '${occasionId}'`),
      );
      expect(occasion?.parts).toHaveLength(counted?.n ?? 0);
      const { asked, paid, open } = counted ?? {};
      expect(occasion?.sums).toMatchObject({ asked, paid, open });
    }),
    { numRuns: 15 },
  );
  expect(done).toBeGreaterThan(30);
}, 60_000);
