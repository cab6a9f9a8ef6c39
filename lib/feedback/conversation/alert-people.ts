import 'server-only';
import { eq } from 'drizzle-orm';
import type { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/messaging/alerts';

type Message = typeof messages.$inferSelect;

/** Calls somebody of the office to a turn that expects an answer, with the customer's words. */
export async function alertPeople(tx: Tx, turn: Message[], customerName: string | null): Promise<void> {
  const last = turn.at(-1);
  if (!last) return;
  const name = customerName ?? (await nameOf(tx, last.customerId));
  await raiseAlert(tx, {
    companyId: last.companyId,
    kind: 'message_needs_person',
    key: `message:${last.conversationId}`,
    title: `${name} wrote and expects an answer`,
    detail: wordsOf(turn),
    href: `/messages/${last.conversationId}`,
  });
}

const MOST_WORDS = 500;

/** What they wrote, so that whoever is called needn't look for it. */
function wordsOf(turn: Message[]): string | undefined {
  const said = turn.flatMap(({ body }) => body.trim() || []).join('\n');
  return said === '' ? undefined : `“${said.slice(0, MOST_WORDS)}”`;
}

async function nameOf(tx: Tx, customerId: string | null): Promise<string> {
  if (!customerId) return 'Someone who isn’t a customer yet';
  const [row] = await tx.select({ name: customers.name }).from(customers).where(eq(customers.id, customerId));
  return row?.name ?? 'A customer';
}
