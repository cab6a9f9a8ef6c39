import { beforeAll, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { conversations } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { markConversations } from './mark-several';
import { listConversations } from './queries';

let company: TestCompany;
beforeAll(async () => {
  company = await makeCompany();
});

const make = async (of: TestCompany, ...unread: number[]) => {
  const rows = await actAs(of.system, (tx) =>
    tx
      .insert(conversations)
      .values(unread.map((n, at) => ({ companyId: of.id, address: `whatsapp:+23320000000${at}`, unread: n })))
      .returning({ id: conversations.id }),
  );
  return rows.map(({ id }) => id);
};

test('several are read or unread at once, and what isn’t theirs is told', async () => {
  const ids = await make(company, 3, 0, 1);
  const [foreign = ''] = await make(await makeCompany(), 2);
  const unread = async () => {
    const { rows } = await listConversations(company.staff, {});
    return ids.map((id) => rows.find((row) => row.id === id)?.unread);
  };
  expect(await markConversations(company.staff, { ids: [...ids, foreign], read: true })).toEqual({
    done: ids.toSorted(),
    refused: [{ id: foreign, reason: 'This conversation doesn’t exist or isn’t yours.' }],
  });
  expect(await unread()).toEqual([0, 0, 0]);
  await markConversations(company.staff, { ids: [ids[0] ?? ''], read: false });
  expect(await unread()).toEqual([1, 0, 0]);
});
