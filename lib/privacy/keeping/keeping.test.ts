import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { conversations, messages } from '@/db/schema/messaging';
import { auditEvents } from '@/db/schema/partitioned/audit';
import { privacySettings } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { countKeeping, saveKeeping } from './mutations';
import { oldBefore } from './rules';
import { runKeeping } from './run-keeping';

const now = new Date();
const none = { messagesMonths: null, mediaMonths: null, enquiriesMonths: null, photosMonths: null };
let company: TestCompany;
let old: string;
let young: string;

beforeAll(async () => {
  company = await makeCompany();
  const companyId = company.id;
  const { id: customerId } = await makeCustomer(companyId);
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  [old, young] = [v7(), v7()];
  await actAs(company.system, async (tx) => {
    const conversationId = v7();
    await tx
      .insert(conversations)
      .values({ id: conversationId, companyId, customerId, address: `none:${customerId}` });
    const said = {
      companyId,
      conversationId,
      customerId,
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
    } as const;
    await tx.insert(messages).values([
      { ...said, id: old, body: 'My number is 024', createdAt: ago(400) },
      { ...said, id: young, body: 'See you soon', createdAt: ago(20) },
    ]);
    await tx.update(messages).set({ body: 'My number is 0244' }).where(eq(messages.id, old));
  });
});

const bodies = () =>
  actAs(company.system, async (tx) => {
    const rows = await tx
      .select({ body: messages.body })
      .from(messages)
      .where(eq(messages.companyId, company.id))
      .orderBy(asc(messages.createdAt));
    return rows.map(({ body }) => body);
  });

describe('what is kept for so long only', () => {
  test('is counted before it is set, and counting changes nothing', async () => {
    expect(await countKeeping(company.manager, { ...none, messagesMonths: 12 })).toEqual([
      { kind: 'messages', n: 1 },
    ]);
    expect(await bodies()).toEqual(['My number is 0244', 'See you soon']);
  });

  test('nothing goes while nothing is set', async () => {
    expect(await runKeeping(company.id, now)).toEqual({});
  });

  test('a manager who hasn’t proved who they are sets nothing, staff neither', async () => {
    const input = { ...none, billsYears: null, version: 0 };
    await expect(saveKeeping(company.manager, input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(saveKeeping(company.staff, input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      actAs(company.staff, (tx) => tx.insert(privacySettings).values({ companyId: company.id })),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('what is older goes, also from the trail, which tells of it once', async () => {
    await actAs(company.manager, (tx) =>
      tx.insert(privacySettings).values({ companyId: company.id, messagesMonths: 12 }),
    );
    expect(await runKeeping(company.id, now)).toEqual({ messages: 1 });
    expect(await runKeeping(company.id, now)).toEqual({});
    expect(await bodies()).toEqual(['', 'See you soon']);
    const trail = await actAs(company.manager, (tx) => tx.select().from(auditEvents));
    expect(JSON.stringify(trail)).not.toContain('My number');
    expect(trail.filter(({ action }) => action === 'old_data_removed')).toMatchObject([
      { detail: { messages: 1 } },
    ]);
  });

  test('of other companies nothing goes', async () => {
    const other = await makeCompany();
    await actAs(other.manager, (tx) =>
      tx.insert(privacySettings).values({ companyId: other.id, messagesMonths: 1 }),
    );
    expect(await runKeeping(other.id, now)).toEqual({});
  });
});

test('so many months ago is a day of the calendar, never of the month after', () => {
  expect(oldBefore(1, new Date('2026-03-31T10:00:00Z')).toISOString()).toBe('2026-02-28T10:00:00.000Z');
  expect(oldBefore(12, new Date('2028-02-29T00:00:00Z')).toISOString()).toBe('2027-02-28T00:00:00.000Z');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 240 }),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (months, at) => {
        const before = oldBefore(months, at);
        const apart =
          (at.getUTCFullYear() - before.getUTCFullYear()) * 12 + at.getUTCMonth() - before.getUTCMonth();
        expect(apart).toBe(months);
        expect(before.getUTCDate()).toBeLessThanOrEqual(at.getUTCDate());
      },
    ),
  );
});
