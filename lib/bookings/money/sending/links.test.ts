import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser } from '@/db/factories/company';
import { messages } from '@/db/schema/messaging';
import { paperLinks } from '@/db/schema/paper-links';
import { type Actor, actAs, readAs } from '@/db/session';
import { lockOutbox } from '@/lib/messaging/outbox/lock-outbox';
import { databaseError } from '@/lib/platform/errors';
import { advanceBooking } from '../../mutations';
import { create, makeOffice, type Office, refusal } from '../../testing/office';
import { issueInvoice } from '../invoices';
import { recordPayment } from '../payments';
import { paperFileByLink } from './file-by-link';
import { paperAddress, readPaperToken } from './link';
import { askPaperLinks, tellPaperLinks } from './link-queries';
import { noteOpened, openOwnPaper, revokeLink } from './links';
import { readPaperByLink } from './paper-by-link';
import { sendPaper } from './send-paper';

vi.mock('next/headers', () => ({ headers: async () => new Headers() }));

const total = 250_125;
const now = new Date();
const phone = 'Mozilla/5.0 (Linux; Android 14)';
let office: Office;
let bookingId: string;
let invoiceId: string;

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'test-secret-of-32-characters-or-more';
  process.env.PUBLIC_URL ??= 'https://cater.test';
});
beforeEach(async () => {
  office = await makeOffice();
  ({ id: bookingId } = await create(office));
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
  ({ id: invoiceId } = await issueInvoice(office.staff, { bookingId, dueOn: '2099-01-01', total }));
});

const tokenOf = (link: string) => link.split('/d/')[1] ?? '';
const linkOf = async (id = invoiceId, way: 'link' | 'whatsapp' = 'link', paper = 'invoice') =>
  tokenOf((await sendPaper(office.staff, { paper: paper as 'invoice', id, way })).link);
const listed = async (actor: Actor = office.staff, id = office.customerId) => {
  const [rows] = await readAs(actor, (tx) => [askPaperLinks(tx, { id })] as const);
  return tellPaperLinks(rows);
};
const revoke = async (token: string) => revokeLink(office.staff, { linkId: readPaperToken(token)?.id ?? '' });
const open = async (token: string, agent = phone) => {
  const found = await readPaperByLink(token, now);
  if (found && found !== 'revoked') await noteOpened(found, { agent, now });
  return found;
};
async function clientOf(customerId: string, companyId = office.id) {
  const user = await makeUser({ companyId, role: 'client', customerId });
  return { role: 'client', userId: user.id, companyId, customerId } as const;
}

describe('a link', () => {
  test('is listed with its paper, who gave it how, and when it was opened last; not by a preview', async () => {
    const token = await linkOf();
    const { receiptId } = await recordPayment(office.staff, { bookingId, amount: 100, method: 'cash' });
    await linkOf(receiptId, 'whatsapp', 'receipt');
    await linkOf(office.customerId, 'link', 'statement');
    await open(token, 'WhatsApp/2.23.20 A');
    expect((await listed()).map(({ kind, way, opens }) => [kind, way, opens]).toSorted()).toEqual([
      ['invoice', 'link', 0],
      ['receipt', 'whatsapp', 0],
      ['statement', 'link', 0],
    ]);
    await open(token);
    await open(token);
    const [invoice] = (await listed()).filter(({ kind }) => kind === 'invoice');
    expect(invoice).toMatchObject({ opens: 2, openedAt: now, by: 'Test staff', revokedAt: null });
    expect(await linkOf()).toBe(token);
  });

  test('that is revoked shows nothing, the others stay, and the next one is another', async () => {
    const [token, other] = [await linkOf(), await linkOf(invoiceId, 'whatsapp')];
    expect(other).not.toBe(token);
    await revoke(token);
    await revoke(token);
    expect(await open(token)).toBe('revoked');
    expect(await open(other)).toMatchObject({ open: total });
    const next = await linkOf();
    expect(next).not.toBe(token);
    expect(await open(next)).toMatchObject({ open: total });
    expect((await listed()).map(({ revokedAt }) => revokedAt !== null)).toEqual([false, false, true]);
    const told = await actAs(office.manager, (tx) =>
      tx.execute(sql`select action from audit_events where table_name = 'paper_links' order by id`),
    );
    expect(told.filter(({ action }) => action === 'update')).toHaveLength(1);
  });

  test('that is revoked before its message went out is not sent', async () => {
    const token = await linkOf(invoiceId, 'whatsapp');
    const holds = () =>
      actAs(office.system, async (tx) => {
        const ids = await tx
          .select({ id: messages.id })
          .from(messages)
          .where(eq(messages.kind, 'paper_sent'));
        const [found] = await lockOutbox(
          tx,
          ids.map(({ id }) => id),
        );
        return found?.paperHolds;
      });
    expect(await holds()).toBe(true);
    await revoke(token);
    expect(await holds()).toBe(false);
  });

  test('of before links were kept shows its paper, and can be revoked once it was opened', async () => {
    const token = tokenOf(paperAddress({ companyId: office.id, id: invoiceId }));
    expect(await open(token)).toMatchObject({ open: total });
    await open(token);
    expect(await listed()).toMatchObject([{ id: invoiceId, way: 'earlier', opens: 2, kind: 'invoice' }]);
    await revoke(token);
    expect(await open(token)).toBe('revoked');
  });

  test('of before links were kept can be revoked also where only a program fetched it, or its file', async () => {
    const { receiptId } = await recordPayment(office.staff, { bookingId, amount: 100, method: 'cash' });
    const [page, file] = [invoiceId, receiptId].map((id) =>
      tokenOf(paperAddress({ companyId: office.id, id })),
    );
    await open(page ?? '', 'curl, not a bot');
    expect((await paperFileByLink(file ?? '', now)).status).toBe(200);
    expect((await listed()).map(({ way, opens }) => [way, opens])).toEqual([
      ['earlier', 0],
      ['earlier', 0],
    ]);
    await revoke(file ?? '');
    expect((await paperFileByLink(file ?? '', now)).status).not.toBe(200);
  });

  test('is revoked by its own office alone, and stays so past the command', async () => {
    const token = await linkOf();
    const linkId = readPaperToken(token)?.id ?? '';
    const theirs = await makeCompany();
    expect(await refusal(revokeLink(theirs.manager, { linkId }))).toMatchObject({ code: 'not_found' });
    const client = await clientOf(office.customerId);
    expect(await refusal(revokeLink(client as never, { linkId }))).toMatchObject({ code: 'forbidden' });
    expect(await listed(theirs.manager)).toEqual([]);
    await revoke(token);
    await actAs(office.manager, (tx) =>
      tx.update(paperLinks).set({ revokedAt: null }).where(eq(paperLinks.id, linkId)),
    );
    expect(await open(token)).toBe('revoked');
    const other = { companyId: office.id, invoiceId, way: 'email' } as const;
    const code = async (actor: Actor) =>
      databaseError(await refusal(actAs(actor, (tx) => tx.insert(paperLinks).values(other))))?.code;
    expect([await code(theirs.manager), await code(client)]).toEqual(['42501', '42501']);
  });
});

describe('a client', () => {
  test('opens their own paper from the portal, also after a link was revoked; nobody else’s', async () => {
    const client = await clientOf(office.customerId);
    const { path } = await openOwnPaper(client, { id: invoiceId });
    const token = tokenOf(path);
    expect(await open(token)).toMatchObject({ open: total });
    expect(await openOwnPaper(client, { id: invoiceId })).toEqual({ path });
    await revoke(token);
    const again = await openOwnPaper(client, { id: invoiceId });
    expect(await open(tokenOf(again.path))).toMatchObject({ open: total });

    const other = await makeOffice();
    const stranger = await clientOf(other.customerId, other.id);
    const neighbour = await clientOf((await makeCustomer(office.id)).id);
    for (const actor of [stranger, neighbour])
      expect(await refusal(openOwnPaper(actor, { id: invoiceId }))).toMatchObject({ code: 'not_found' });
    expect(await refusal(openOwnPaper(office.staff as never, { id: invoiceId }))).toMatchObject({
      code: 'forbidden',
    });
  });
});
