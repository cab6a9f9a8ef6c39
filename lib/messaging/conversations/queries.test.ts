import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { conversations } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { listConversations } from './queries';

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
});
