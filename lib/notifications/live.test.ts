import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { bookings } from '@/db/schema/bookings';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { openScreen } from '@/lib/platform/screen';
import { receive } from '@/lib/platform/sent';
import { liveScreen } from './screens';

let mine: TestCompany;
let theirs: TestCompany;
let session: string;

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  session = await makeSession(mine.staff.userId);
});

async function look(since?: string) {
  const opened = await openScreen(liveScreen, {
    sessionId: session,
    address: { params: {}, search: since ? { since } : {} },
  });
  if (opened.state !== 'open') throw new Error(opened.state);
  return receive(opened.sent).data;
}

test('a first look says that everything may be new, the next only what happened, and that once', async () => {
  const first = await look();
  expect(first).toMatchObject({ all: true, changes: [] });
  expect(await look(first.next)).toMatchObject({ all: false, changes: [] });
  await makeBooking(mine.id);
  const second = await look(first.next);
  expect(second.changes.map(({ topic }) => topic)).toContain('bookings');
  expect(await look(second.next)).toMatchObject({ all: false, changes: [] });
});

test('nothing of another company is told', async () => {
  const { next } = await look();
  await makeBooking(theirs.id);
  expect((await look(next)).changes).toEqual([]);
});

test('what commits late is told late, and not lost behind what began after it', async () => {
  const { id } = await makeBooking(mine.id);
  const { next } = await look();
  let between: Awaited<ReturnType<typeof look>> | undefined;
  await actAs(mine.system, async (tx) => {
    await tx.update(bookings).set({ guests: 77 }).where(eq(bookings.id, id));
    // A later transaction is over and told of before this one ends.
    await actAs(mine.system, (other) =>
      other.insert(conversations).values({ companyId: mine.id, address: 'whatsapp:+233200000091' }),
    );
    between = await look(next);
  });
  expect(between?.changes.map(({ topic }) => topic)).toEqual(['messages']);
  const after = await look(between?.next);
  expect(after.changes.map(({ topic }) => topic)).toEqual(['bookings']);
});

test('a message names its conversation', async () => {
  const [talk] = await actAs(mine.system, (tx) =>
    tx
      .insert(conversations)
      .values({ companyId: mine.id, address: 'whatsapp:+233200000092' })
      .returning({ id: conversations.id }),
  );
  const { next } = await look();
  await actAs(mine.system, (tx) =>
    tx.insert(messages).values({
      companyId: mine.id,
      conversationId: talk?.id ?? '',
      direction: 'inbound',
      kind: 'inbound',
      status: 'received',
      body: 'Good morning',
    }),
  );
  expect((await look(next)).changes).toContainEqual({ topic: 'messages', subject: talk?.id });
});
