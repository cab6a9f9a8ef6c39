import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { listMessages } from './log-queries';
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

describe('what was said last', () => {
  test('is ours or theirs, says whether ours went, and a pin is a location in the inbox and the log', async () => {
    const own = await makeCompany();
    const [talk] = await actAs(own.system, (tx) =>
      tx
        .insert(conversations)
        .values({ companyId: own.id, address: 'whatsapp:+233200000009', unread: 0 })
        .returning(),
    );
    const add = (row: Partial<typeof messages.$inferInsert>) =>
      within(own, (tx) =>
        tx.insert(messages).values({
          companyId: own.id,
          conversationId: talk?.id ?? '',
          direction: 'inbound',
          kind: 'inbound',
          status: 'received',
          body: '',
          ...row,
        } as typeof messages.$inferInsert),
      );
    await add({
      raw: { Latitude: '5.603717', Longitude: '-0.186964', Label: 'Accra Mall' },
      createdAt: new Date('2026-03-01T10:00:00Z'),
    });
    const newest = async () => (await listConversations(own.staff, {})).rows[0]?.newest;
    expect(await newest()).toMatchObject({ own: false, text: 'Location: Accra Mall' });
    expect((await listMessages(own.staff, {})).rows[0]).toMatchObject({
      text: 'Location: Accra Mall',
      pin: { latitude: 5.603717 },
    });
    await add({
      direction: 'outbound',
      kind: 'staff_reply',
      status: 'not_sent',
      notSentReason: 'opted_out',
      body: 'jollof '.repeat(80),
      createdAt: new Date('2026-03-01T11:00:00Z'),
    });
    expect(await newest()).toMatchObject({ own: true, status: 'not_sent' });
    expect((await newest())?.text).toMatch(/…$/);
  });
});

test('inbox and log lead along their pages and back, each row once, ties by id', async () => {
  const own = await makeCompany();
  const at = new Date('2026-03-01T10:00:00Z');
  await within(own, async (tx) => {
    const talks = await tx
      .insert(conversations)
      .values(
        Array.from({ length: 53 }, (_, n) => ({
          companyId: own.id,
          address: `whatsapp:+2332000001${String(n).padStart(2, '0')}`,
          lastMessageAt: n % 2 ? at : new Date(at.getTime() + n * 60_000),
        })),
      )
      .returning();
    await tx.insert(messages).values(
      talks.map(({ id }, n) => ({
        companyId: own.id,
        conversationId: id,
        direction: 'inbound' as const,
        kind: 'inbound' as const,
        status: 'received' as const,
        body: `message ${n}`,
        createdAt: n % 2 ? at : new Date(at.getTime() + n * 60_000),
      })),
    );
  });
  for (const list of [listConversations, listMessages]) {
    const first = await list(own.staff, {});
    const second = await list(own.staff, { after: first.next });
    expect([first.rows.length, second.rows.length, second.next, first.previous]).toEqual([
      50,
      3,
      undefined,
      undefined,
    ]);
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(53);
    const back = await list(own.staff, { before: second.previous });
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect(back.previous).toBeUndefined();
  }
});
