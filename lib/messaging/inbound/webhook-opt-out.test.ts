import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeCustomer } from '@/db/factories/booking';
import { conversations, messages } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import { consentOf } from '../consent/record-consent';
import { makeWebhooks, type TestWebhooks } from '../testing/webhooks';

const { sent } = vi.hoisted(() => ({ sent: [] as { name: string; data: Record<string, string> }[] }));
vi.mock('@/lib/inngest/client', () => ({
  inngest: {
    send: async (events: typeof sent) => void sent.push(...[events].flat()),
    createFunction: () => ({}),
  },
}));

let hooks: TestWebhooks;

beforeAll(async () => {
  hooks = await makeWebhooks();
});

describe('STOP and START', () => {
  test('STOP withdraws at once, confirms once, and a ticked form doesn’t undo it; START does', async () => {
    const other = await makeCustomer(hooks.company.id);
    const say = (Body: string, more: Record<string, string> = {}) =>
      hooks.receive({ From: `whatsapp:${other.phone}`, WaId: '', Body, ...more });
    const consent = () => hooks.inCompany((tx) => consentOf(tx, other.id));
    await say('Stop.');
    expect(await consent()).toBe('withdrawn');
    await say('ARRÊT');
    await say('Thanks, see you');
    expect(await consent()).toBe('withdrawn');
    const confirmations = () =>
      hooks
        .inCompany((tx) =>
          tx
            .select({ kind: messages.kind, body: messages.body })
            .from(messages)
            .where(eq(messages.customerId, other.id)),
        )
        .then((rows) => rows.filter((row) => row.kind.startsWith('opt_')));
    expect(await confirmations()).toHaveLength(1);
    expect(
      sent.filter(
        (event) => event.name === 'whatsapp/consent.withdrawn' && event.data.customerId === other.id,
      ),
    ).toHaveLength(1);
    await say('start');
    expect(await consent()).toBe('granted');
    await say('Don’t write', { ButtonPayload: 'optout' });
    expect(await consent()).toBe('withdrawn');
    const log = await hooks.inCompany((tx) =>
      tx.select().from(consents).where(eq(consents.customerId, other.id)).orderBy(asc(consents.createdAt)),
    );
    expect(log.map((row) => row.state)).toEqual(['granted', 'withdrawn', 'granted', 'withdrawn']);
    expect(log.slice(1).every((row) => row.source === 'whatsapp' && row.messageSid?.startsWith('SM'))).toBe(
      true,
    );
  });

  test('STOP of someone unknown is kept, so that it holds when they become a customer', async () => {
    await hooks.receive({
      From: 'whatsapp:+447700900123',
      WaId: '447700900123',
      Body: 'STOP',
      ProfileName: 'Kofi',
    });
    const [made] = await hooks.inCompany((tx) =>
      tx.select().from(customers).where(eq(customers.phone, '+447700900123')),
    );
    expect(made?.name).toBe('Kofi');
    expect(await hooks.inCompany((tx) => consentOf(tx, made?.id ?? ''))).toBe('withdrawn');
  });

  test('what somebody calls themselves is kept as all text is: one line, without what nobody sees', async () => {
    const From = 'whatsapp:+447700900124';
    const ProfileName = ' Kofi\u001f\nA\u001e\u202edu ';
    await hooks.receive({ From, WaId: '447700900124', Body: 'STOP', ProfileName });
    const [made] = await hooks.inCompany((tx) =>
      tx.select().from(customers).where(eq(customers.phone, '+447700900124')),
    );
    const [talk] = await hooks.inCompany((tx) =>
      tx.select().from(conversations).where(eq(conversations.address, From)),
    );
    expect([made?.name, talk?.profileName]).toEqual(['Kofi Adu', 'Kofi Adu']);
  });
});
