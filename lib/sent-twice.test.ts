import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeMenu } from '@/db/factories/booking';
import { justSignedIn } from '@/db/factories/session';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { categories, pictures } from '@/db/schema/menu';
import { invitations } from '@/db/schema/people';
import { reportSchedules } from '@/db/schema/reports';
import { actAs, type OfficeActor, type Tx } from '@/db/session';
import { advanceBooking } from './bookings/mutations';
import { create, inHours, localIn, makeOffice, type Office } from './bookings/testing/office';
import { createCategory, updateCategory } from './menu/arrange';
import { inviteMember } from './people/mutations';
import { refusalOf } from './platform/errors';
import { scheduleReport } from './reports/mailing/mutations';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let office: Office;
let manager: OfficeActor;
beforeAll(async () => {
  office = await makeOffice();
  manager = await justSignedIn(office.manager);
});

type Sent = (call: { key?: string }) => Promise<unknown>;
/** How a form is sent, what is stored by it, and what a second one that isn't the same form's is told, if it is refused. */
type Case = { send: Sent; stored: (tx: Tx) => Promise<unknown[]>; told?: RegExp };

async function begun(): Promise<string> {
  const { id } = await create(office, { startsAt: localIn(12), endsAt: localIn(16) });
  for (const to of ['confirmed', 'in_progress'] as const) await advanceBooking(manager, { id, to });
  await actAs(office.system, (tx) =>
    tx
      .update(bookings)
      .set({ startsAt: inHours(-1), endsAt: inHours(3) })
      .where(eq(bookings.id, id)),
  );
  return id;
}

async function addedPicture(): Promise<string> {
  const id = v7();
  await actAs(office.manager, (tx) =>
    tx.insert(pictures).values({ id, companyId: office.id, width: 10, height: 10 }),
  );
  return id;
}

const cases: Record<string, () => Promise<Case>> = {
  'a report of one customer by mail': async () => {
    const narrowed = { customer: office.customerId, dish: office.menu.itemId, venue: `Hall ${v7()}` };
    return {
      send: (call) => scheduleReport(manager, { report: 'feedback', every: 'week', hour: 7, narrowed }, call),
      stored: (tx) => tx.select().from(reportSchedules).where(eq(reportSchedules.narrowed, narrowed)),
    };
  },
  'a category with its picture': async () => {
    const [name, pictureId] = [`Soups ${v7()}`, await addedPicture()];
    return {
      send: (call) => createCategory(office.staff, { name, pictureId }, call),
      stored: (tx) => tx.select().from(categories).where(eq(categories.pictureId, pictureId)),
      told: /^There is .* already\. Choose another name\.$/,
    };
  },
  'another picture of a category': async () => {
    const [{ categoryId: id }, pictureId] = [await makeMenu(office.id), await addedPicture()];
    return {
      send: (call) => updateCategory(office.staff, { id, version: 1, name: `Stews ${id}`, pictureId }, call),
      stored: (tx) => tx.select().from(categories).where(eq(categories.pictureId, pictureId)),
      told: /^Someone else changed this meanwhile\.$/,
    };
  },
  'an invitation, of which the second replaces the first': async () => {
    const email = `${v7()}@example.test`;
    return {
      send: (call) => inviteMember(manager, { email, role: 'staff' }, call),
      stored: (tx) => tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.email, email)),
    };
  },
  'extras of a completed event': async () => {
    const id = await begun();
    const extras = [{ name: 'Two hours longer', quantity: 2, unitPrice: 30_000 }];
    return {
      send: (call) => advanceBooking(manager, { id, to: 'completed', served: 75, extras } as never, call),
      stored: async (tx) =>
        (await tx.select().from(bookingLines).where(eq(bookingLines.bookingId, id))).filter(
          ({ name }) => name === 'Two hours longer',
        ),
      told: /^This booking is completed already\.$/,
    };
  },
};

describe.each(Object.keys(cases))('%s', (name) => {
  test('sent twice at the same moment, and again as its answer was lost, is stored once and answered alike', async () => {
    const { send, stored } = await (cases[name] as () => Promise<Case>)();
    const key = v7();
    const both = await Promise.all([send({ key }), send({ key })]);
    const after = await actAs(manager, stored);
    expect(after).toHaveLength(1);
    expect(both[1]).toEqual(both[0]);
    expect(await send({ key })).toEqual(both[0]);
    expect(await actAs(manager, stored)).toEqual(after);
  });

  test('sent by two forms at the same moment is stored once, and who came second is told in a sentence', async () => {
    const { send, stored, told } = await (cases[name] as () => Promise<Case>)();
    const both = await Promise.allSettled([send({ key: v7() }), send({ key: v7() })]);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map((error) => refusalOf(error)?.message)).toEqual(
      told ? [expect.stringMatching(told)] : [],
    );
    expect(await actAs(manager, stored)).toHaveLength(1);
  });
});
