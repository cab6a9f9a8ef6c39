import { beforeAll, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { enquiries } from '@/db/schema/enquiries';
import { actAs, readAs } from '@/db/session';
import { askStory, tellStory } from './story-queries';

let mine: TestCompany;
beforeAll(async () => {
  mine = await makeCompany();
});

const storyOf = async (id: string) =>
  tellStory(await readAs(mine.staff, (tx) => askStory(tx, id, new Date())));

test('of what there is more than ten of a customer’s page has the latest, and how many there are', async () => {
  const { id: customerId } = await makeCustomer(mine.id);
  const { id: other } = await makeCustomer(mine.id);
  const asked = (day: number, of: string) => ({
    companyId: mine.id,
    customerId: of,
    source: 'office' as const,
    name: 'Ama',
    message: `Lunch ${day}`,
    receivedAt: new Date(Date.UTC(2026, 0, day)),
  });
  await actAs(mine.system, (tx) =>
    tx
      .insert(enquiries)
      .values([...Array.from({ length: 12 }, (_, n) => asked(n + 1, customerId)), asked(1, other)]),
  );
  const { lines } = await storyOf(customerId);
  expect(lines.map(({ title }) => title)).toEqual(Array.from({ length: 10 }, (_, n) => `Lunch ${12 - n}`));
  expect(lines.map(({ together }) => together)).toEqual(Array(10).fill(12));
  expect((await storyOf(other)).lines).toMatchObject([{ together: 1 }]);
});

test('it counts all bookings of the customer, whatever became of them', async () => {
  const { customerId } = await makeBooking(mine.id);
  await makeBooking(mine.id, { customerId, status: 'cancelled' });
  expect(await storyOf(customerId)).toMatchObject({ bookings: 2, events: 0 });
});
