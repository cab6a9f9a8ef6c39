import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { alerts } from '@/db/schema/cases';
import { messages, senders, templates } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { messageOwners } from '@/lib/message-owners';
import { seal } from '../channels/twilio/seal-token';
import { fetchMissedInbound } from '../inbound/fetch-inbound';
import { refreshApprovals } from '../templates/refresh-approvals';
import { approveTemplates, startProvider, type TestProvider } from '../testing/provider';
import { checkSilent } from './check-silent';
import { deliverMessage } from './deliver';
import { findSilent, findStuck } from './find-work';
import { queueMessage } from './queue';

const { sent } = vi.hoisted(() => ({ sent: [] as { name: string; data: Record<string, string> }[] }));
vi.mock('@/lib/inngest/client', () => ({
  inngest: {
    send: async (events: typeof sent) => void sent.push(...[events].flat()),
    createFunction: () => ({}),
  },
}));

let provider: TestProvider;
let company: TestCompany;
let customer: { id: string; phone: string | null };
const account = {
  accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
  authToken: process.env.TWILIO_AUTH_TOKEN ?? '',
};

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  await provider.control('reset', { templates: true });
  company = await makeCompany();
  await approveTemplates(provider, company.id);
  customer = await makeCustomer(company.id);
});
const inCompany = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs(company.system, work);
const queue = async () =>
  (
    await inCompany((tx) =>
      queueMessage(tx, {
        companyId: company.id,
        customerId: customer.id,
        kind: 'feedback_request',
        template: { purpose: 'feedback_request', variables: { customer: 'Ama', event: 'Wedding' } },
        asked: false,
      }),
    )
  ).messageId;
const rows = () =>
  inCompany((tx) => tx.select().from(messages).orderBy(asc(messages.createdAt), asc(messages.id)));
const search = (now: Date, after: string | null = null) => ({ companyId: company.id, after, limit: 30, now });
const later = (ms: number) => new Date(Date.now() + ms);
const day = 86_400_000;

describe('the sweep', () => {
  test('finds what never left the outbox, however old, in pages that shift nothing', async () => {
    const ids = [];
    for (let at = 0; at < 35; at += 1) ids.push(await queue());
    expect((await findStuck(search(new Date()))).rows).toEqual([]);
    await inCompany((tx) => tx.update(messages).set({ createdAt: new Date('2025-01-01') }));
    const first = await findStuck(search(later(0)));
    expect(first.rows).toHaveLength(30);
    // The rows of the first page leave the set before the second is read.
    await inCompany((tx) =>
      tx
        .update(messages)
        .set({ status: 'queued' })
        .where(eq(messages.id, first.rows[0]?.id ?? '')),
    );
    const second = await findStuck(search(later(0), first.next));
    expect(second.rows).toHaveLength(5);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id))).toEqual(new Set(ids));
    expect(second.next).toBeNull();
  });

  test('fetches messages of customers that no webhook told of, once', async () => {
    const say = (body: string, deliver = false) =>
      provider.control('inbound', {
        from: customer.phone,
        to: company.senderAddress,
        body,
        deliver,
        profileName: 'Ama',
      });
    await say('First');
    await say('STOP');
    await provider.control('inbound', {
      from: '+33612121212',
      to: 'whatsapp:+19990001111',
      body: 'For others',
      deliver: false,
    });
    expect(await fetchMissedInbound(company.id, messageOwners.taps)).toBe(2);
    expect(await fetchMissedInbound(company.id, messageOwners.taps)).toBe(0);
    const stored = (await rows()).filter((row) => row.direction === 'inbound');
    expect(stored.map((row) => [row.body, row.customerId])).toEqual([
      ['First', customer.id],
      ['STOP', customer.id],
    ]);
    expect(
      sent.some(
        (event) => event.name === 'whatsapp/consent.withdrawn' && event.data.customerId === customer.id,
      ),
    ).toBe(true);
  });

  test('asks Twilio about messages whose callbacks were lost, ever more seldom', async () => {
    const id = await queue();
    await deliverMessage({ companyId: company.id, messageId: id }, messageOwners.kinds);
    await provider.control('idle');
    expect((await findSilent(search(new Date()))).rows).toEqual([]);
    const now = later(4 * 60_000);
    const { rows: silent } = await findSilent(search(now));
    expect(silent.map((row) => row.id)).toEqual([id]);
    expect(await checkSilent(company.id, silent, now)).toBe(1);
    expect((await rows())[0]).toMatchObject({ status: 'read' });
    expect((await findSilent(search(later(day)))).rows).toEqual([]);
  });

  test('asks about a message at the account that sent it, though another sender is active since', async () => {
    const id = await queue();
    await deliverMessage({ companyId: company.id, messageId: id }, messageOwners.kinds);
    await provider.control('idle');
    await inCompany(async (tx) => {
      await tx.update(senders).set({ active: false });
      await tx.insert(senders).values({
        companyId: company.id,
        name: 'Newer number',
        address: 'whatsapp:+233200000001',
        accountSid: `AC${'0'.repeat(32)}`,
        authTokenSealed: seal('of another account', company.id),
        active: true,
      });
    });
    const now = later(4 * 60_000);
    expect(await checkSilent(company.id, (await findSilent(search(now))).rows, now)).toBe(1);
    expect((await rows())[0]).toMatchObject({ status: 'read' });
  });

  test('a template that WhatsApp pauses or files elsewhere is alerted', async () => {
    const [one] = await inCompany((tx) =>
      tx
        .select()
        .from(templates)
        .where(and(eq(templates.purpose, 'feedback_request'), eq(templates.language, 'en'))),
    );
    await provider.control(
      'templates',
      { sid: one?.contentSid, approval: { status: 'paused', category: 'MARKETING' } },
      'PATCH',
    );
    expect(await refreshApprovals(company.id, account, new Date())).toBeGreaterThanOrEqual(1);
    const [after] = await inCompany((tx) =>
      tx
        .select()
        .from(templates)
        .where(eq(templates.id, one?.id ?? '')),
    );
    expect(after).toMatchObject({ approval: 'paused', grantedCategory: 'marketing' });
    const open = await inCompany((tx) => tx.select().from(alerts));
    expect(open.filter((alert) => alert.key === `template:${one?.id}`)).toHaveLength(1);
  });
});
