import { inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { actAs } from '@/db/session';
import { markBookings } from './mark-several';

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

const made = async (...statuses: ('enquiry' | 'quoted' | 'confirmed')[]) => {
  const ids: string[] = [];
  for (const status of statuses) ids.push((await makeBooking(company.id, { status })).id);
  return ids;
};
const statusesOf = async (ids: string[]) => {
  const rows = await actAs(company.system, (tx) =>
    tx.select().from(bookings).where(inArray(bookings.id, ids)),
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.status);
};

test('each is decided by its own rule; what is refused stays and is told', async () => {
  const ids = await made('enquiry', 'quoted', 'confirmed', 'enquiry');
  const foreign = (await makeBooking((await makeCompany()).id)).id;
  const answer = await markBookings(company.staff, { ids: [...ids, foreign], to: 'quoted' });
  expect(answer.done.toSorted()).toEqual([ids[0], ids[3]].toSorted());
  expect(new Map(answer.refused.map(({ id, reason }) => [id, reason]))).toEqual(
    new Map([
      [ids[1], 'This booking is quoted already.'],
      [ids[2], 'A booking that is confirmed can’t become quoted.'],
      [foreign, 'This booking doesn’t exist or isn’t yours.'],
    ]),
  );
  expect(await statusesOf(ids)).toEqual(['quoted', 'quoted', 'confirmed', 'quoted']);
  await markBookings(company.staff, { ids: answer.done, to: 'enquiry' });
  expect(await statusesOf(ids)).toEqual(['enquiry', 'quoted', 'confirmed', 'enquiry']);
});

test('once for one key, and two at once in other orders wait for each other', async () => {
  const ids = await made('enquiry', 'enquiry', 'enquiry');
  const key = v7();
  const [one, two] = await Promise.all([
    markBookings(company.staff, { ids, to: 'quoted' }, { key }),
    markBookings(company.staff, { ids, to: 'quoted' }, { key }),
  ]);
  expect(one).toEqual(two);
  expect(one.done).toHaveLength(3);
  const answers = await Promise.all([
    markBookings(company.staff, { ids, to: 'enquiry' }),
    markBookings(company.manager, { ids: ids.toReversed(), to: 'enquiry' }),
  ]);
  expect(answers.map(({ done }) => done.length).toSorted()).toEqual([0, 3]);
});

test('takes a row once, needs one, and has an end; clients have none of it', async () => {
  const [id = ''] = await made('enquiry');
  expect(await markBookings(company.staff, { ids: [id, id], to: 'quoted' })).toEqual({
    done: [id],
    refused: [],
  });
  for (const ids of [[], Array.from({ length: 101 }, () => v7())])
    await expect(markBookings(company.staff, { ids, to: 'quoted' })).rejects.toMatchObject({
      code: 'invalid',
    });
  const client = { role: 'client', companyId: company.id, userId: v7(), customerId: v7() } as const;
  await expect(markBookings(client, { ids: [id], to: 'quoted' })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
