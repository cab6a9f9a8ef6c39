import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { type Actor, actAs, readAs } from '@/db/session';
import { askPortal, tellPortal } from '@/lib/customers/portal-queries';
import { messageOwners } from '@/lib/message-owners';
import { recordConsentByOffice } from '@/lib/messaging/consent/record-by-office';
import { deliverMessage } from '@/lib/messaging/outbox/deliver';
import { approveTemplates, startProvider, type TestProvider } from '@/lib/messaging/testing/provider';
import { forgetEnv } from '@/lib/platform/env';
import { inviteToPortal } from './invite';

let provider: TestProvider;
let company: TestCompany;
beforeAll(async () => {
  process.env.MAIL_FROM = 'office@example.test';
  process.env.PUBLIC_URL ??= 'https://cater.test';
  provider = await startProvider({}, { mail: true });
  company = await makeCompany({ name: 'Akwaaba' });
  await approveTemplates(provider, company.id);
});
afterAll(async () => {
  delete process.env.MAIL_FROM;
  forgetEnv();
  await provider.close();
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const agree = (customerId: string) =>
  recordConsentByOffice(company.staff, {
    customerId,
    channel: 'whatsapp',
    state: 'granted',
    reason: 'Told us so',
  });
const invite = (customerId: string, way: 'whatsapp' | 'email' = 'whatsapp') =>
  inviteToPortal(company.staff, { customerId, way });
const queued = (customerId: string) =>
  actAs(company.system, (tx) =>
    tx.select().from(messages).where(eq(messages.customerId, customerId)).orderBy(messages.createdAt),
  );
async function deliver(customerId: string) {
  const [message] = await queued(customerId);
  return deliverMessage({ companyId: company.id, messageId: message?.id ?? '' }, messageOwners.kinds);
}
const portalOf = async (id: string, actor: Actor = company.staff) => {
  const [rows] = await readAs(actor, (tx) => [askPortal(tx, { id })] as const);
  return tellPortal(rows);
};

describe('an invitation to the portal', () => {
  test('is one message, however often it is pressed, and stands in the trail once', async () => {
    const { id } = await makeCustomer(company.id);
    const answers = await Promise.all([invite(id), invite(id), invite(id)]);
    expect(answers.map(({ before }) => before).sort()).toEqual([false, true, true]);
    expect(await invite(id)).toEqual({ before: true });
    const [message, ...more] = await queued(id);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ kind: 'portal_invitation', channel: 'whatsapp', status: 'waiting' });
    expect(message?.contentVariables?.link).toMatch(/\/my\/login$/);
    const trail = await actAs(company.manager, (tx) =>
      tx.execute<{ user_id: string; detail: unknown }>(
        sql`select user_id, detail from audit_events where action = 'portal_invited' and detail ->> 'customerId' = ${id}`,
      ),
    );
    expect([...trail]).toEqual([
      { user_id: company.staff.userId, detail: { customerId: id, channel: 'whatsapp' } },
    ]);
  });

  test('arrives with the link by a template, and what became of it is told', async () => {
    const { id, phone } = await makeCustomer(company.id, { name: 'Ama Mensah' });
    expect(await portalOf(id)).toMatchObject({ invited: null, since: null, signedInAt: null });
    await invite(id);
    expect(await deliver(id)).toMatchObject({ outcome: 'accepted' });
    const { messages: sent } = await provider.control<{ messages: { to: string; body: string }[] }>(
      'messages',
    );
    expect(sent.find(({ to }) => to === `whatsapp:${phone}`)?.body).toMatch(
      /Ama Mensah.*Akwaaba.*\/my\/login/,
    );
    expect(await portalOf(id)).toMatchObject({ invited: { channel: 'whatsapp', at: expect.any(Date) } });
    const { id: bookingId } = await makeBooking(company.id, { customerId: id });
    expect(await portalOf(bookingId)).toMatchObject({ id, invited: { channel: 'whatsapp' } });
  });

  test('goes by mail with its subject, in the customer’s language', async () => {
    const email = `ama-${v7()}@example.test`;
    const { id } = await makeCustomer(company.id, { email, language: 'fr' });
    await invite(id, 'email');
    expect(await deliver(id)).toMatchObject({ outcome: 'accepted' });
    const { mails } = await provider.control<{ mails: { subject: string; text: string }[] }>(
      `mails?to=${encodeURIComponent(email)}`,
    );
    expect(mails).toMatchObject([{ subject: 'Akwaaba : voir vos événements' }]);
    expect(mails[0]?.text).toContain('/my/login');
  });

  test('waits for their word: without an agreement it isn’t sent and says so, and with it the same message is', async () => {
    const { id } = await makeCustomer(company.id, { optedIn: false });
    await invite(id);
    expect(await deliver(id)).toMatchObject({ outcome: 'not_sent', reason: 'no_opt_in' });
    expect(await portalOf(id)).toMatchObject({ invited: { status: 'not_sent', reason: 'no_opt_in' } });
    await agree(id);
    expect(await invite(id)).toEqual({ before: false });
    expect(await queued(id)).toHaveLength(1);
    expect(await deliver(id)).toMatchObject({ outcome: 'accepted' });
  });

  test('is refused where it would lead nowhere', async () => {
    const without = await makeCustomer(company.id, { phone: null, email: null });
    for (const way of ['whatsapp', 'email'] as const)
      expect(await refusal(invite(without.id, way))).toMatchObject({
        code: 'invalid',
        detail: { fields: { way: expect.any(String) } },
      });
    // The number is another customer's by now, as their conversation says.
    const [old, now] = [await makeCustomer(company.id), await makeCustomer(company.id)];
    await actAs(company.system, (tx) =>
      tx.insert(conversations).values({
        ...{ id: v7(), companyId: company.id, customerId: now.id },
        address: `whatsapp:${old.phone}`,
      }),
    );
    expect(await refusal(invite(old.id))).toMatchObject({
      detail: { fields: { way: expect.stringContaining('another customer’s') } },
    });
    const gone = await makeCustomer(company.id);
    await actAs(company.system, (tx) =>
      tx.update(customers).set({ anonymisedAt: new Date() }).where(eq(customers.id, gone.id)),
    );
    expect(await refusal(invite(gone.id))).toMatchObject({ code: 'conflict' });
  });

  test('is the office’s own: not of another company, an accountant, the kitchen, the road or a client', async () => {
    const { id } = await makeCustomer(company.id);
    const other = await makeCompany();
    const as = (actor: Actor) => refusal(inviteToPortal(actor as never, { customerId: id, way: 'whatsapp' }));
    expect(await as(other.manager)).toMatchObject({ code: 'not_found' });
    for (const role of ['accountant', 'kitchen', 'driver', 'client'] as const) {
      const { id: userId } = await makeUser({
        ...{ companyId: company.id, role },
        ...(role === 'client' && { customerId: id }),
      });
      expect(await as({ role, userId, companyId: company.id, customerId: id } as Actor)).toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await queued(id)).toEqual([]);
    expect(await portalOf(id, other.manager)).toBeUndefined();
    // A booking's id is no customer's.
    const booking = await makeBooking(company.id, { customerId: id });
    expect(await refusal(invite(booking.id))).toMatchObject({ code: 'not_found' });
  });
});
