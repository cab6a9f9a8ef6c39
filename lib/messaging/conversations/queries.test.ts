import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { conversations, messageEvents } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { listConversations, readMessagesMark } from './queries';

let company: TestCompany;
let other: TestCompany;

const within = (of: TestCompany, work: (tx: Tx) => Promise<unknown>) => actAs(of.system, work);
const makeTalk = (of: TestCompany, address: string, unread: number) =>
  within(of, (tx) => tx.insert(conversations).values({ companyId: of.id, address, unread }));

beforeAll(async () => {
  company = await makeCompany();
  other = await makeCompany();
  await makeTalk(company, 'whatsapp:+233200000001', 2);
  await makeTalk(company, 'whatsapp:+233200000002', 0);
  await makeTalk(other, 'whatsapp:+233200000003', 7);
});

describe('the inbox', () => {
  test('lists what is unread and says how many conversations that are', async () => {
    const all = await listConversations(company.staff, {});
    expect([all.rows.length, all.unread]).toEqual([2, 1]);
    const unread = await listConversations(company.staff, { unread: true });
    expect(unread.rows.map((row) => row.address)).toEqual(['whatsapp:+233200000001']);
  });

  test('has a mark that moves with every message, reading and delivery, and with nothing of another company', async () => {
    const seen = [await readMessagesMark(company.staff)];
    const next = async () => {
      seen.push(await readMessagesMark(company.staff));
      return seen.at(-1);
    };
    await makeTalk(other, 'whatsapp:+233200000004', 1);
    expect(await next()).toBe(seen[0]);
    const first = eq(conversations.address, 'whatsapp:+233200000001');
    await within(company, (tx) =>
      tx
        .update(conversations)
        .set({ lastMessageAt: sql`now() + interval '1 second'` as unknown as Date })
        .where(first),
    );
    await next();
    await within(company, (tx) => tx.update(conversations).set({ unread: 0 }).where(first));
    await next();
    await within(company, (tx) =>
      tx.insert(messageEvents).values({ companyId: company.id, sid: 'SM1', status: 'sent', raw: {} }),
    );
    await next();
    expect(new Set(seen.slice(1)).size).toBe(4);
  });
});
