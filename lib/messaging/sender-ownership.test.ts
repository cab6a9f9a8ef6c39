import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { senders } from '@/db/schema/messaging';
import { actAs } from '@/db/session';
import { forgetEnv } from '@/lib/platform/env';
import { refusalOf } from '@/lib/platform/errors';
import { findSender } from './inbound/webhook-sender';
import { saveSender } from './save-sender';
import { senderInput } from './schema';
import { isAssigned } from './sender-ownership';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let victim: TestCompany;
let thief: TestCompany;
let serial = 0;
const fresh = () => `+4477${String(Date.now()).slice(-6)}${String(serial++ % 100).padStart(2, '0')}`;
const input = (over: Record<string, unknown>) => senderInput.parse({ name: 'Mine', active: true, ...over });
const own = { accountSid: `AC${'5'.repeat(32)}`, authToken: 'token-of-the-thief' };
const assign = (list: string) => {
  process.env.SHARED_SENDERS = list;
  forgetEnv();
};

beforeEach(async () => {
  [victim, thief] = [await makeCompany(), await makeCompany()];
});
afterEach(() => {
  delete process.env.SHARED_SENDERS;
  forgetEnv();
});

describe('a company can’t take a number of the shared account', () => {
  test('that the operator didn’t assign to it, in any of the fields', async () => {
    const number = fresh();
    const theirs = fresh();
    assign(
      `${victim.id}=${number}, ${victim.id}=MG${'a'.repeat(32)}, ${victim.id}=AKWAABA, ${thief.id}=${theirs}`,
    );
    for (const [field, over] of [
      ['address', { address: number }],
      ['messagingServiceSid', { address: theirs, messagingServiceSid: `MG${'a'.repeat(32)}` }],
      ['smsAddress', { address: theirs, smsAddress: number }],
      ['smsAddress', { address: theirs, smsAddress: 'AKWAABA' }],
    ] as const)
      await expect(saveSender(await justSignedIn(thief.manager), input(over))).rejects.toMatchObject({
        code: 'conflict',
        detail: { fields: { [field]: expect.stringContaining('isn’t assigned') } },
      });
    const saved = input({ address: number, smsAddress: 'Akwaaba' });
    await expect(saveSender(await justSignedIn(victim.manager), saved)).resolves.toHaveProperty('id');
  });

  test('by editing a sender that it may have', async () => {
    const mine = fresh();
    assign(`${thief.id}=${mine}`);
    const { id } = await saveSender(await justSignedIn(thief.manager), input({ address: mine }));
    const edit = async (over: Record<string, unknown>) =>
      saveSender(await justSignedIn(thief.manager), input({ id, version: 1, ...over }));
    await expect(edit({ address: fresh() })).rejects.toMatchObject({ code: 'conflict' });
    // An account of its own is no way to a number of the shared one.
    const moved = fresh();
    await edit({ address: moved, ...own });
    await expect(edit({ version: 2, address: moved })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that another company uses, whichever field and account, and its messages stay with their owner', async () => {
    const taken = victim.senderAddress.replace('whatsapp:', '');
    for (const over of [{ address: taken }, { address: fresh(), smsAddress: taken }])
      await expect(
        saveSender(await justSignedIn(thief.manager), input({ ...over, ...own })),
      ).rejects.toMatchObject({
        code: 'conflict',
        message: 'Another company uses this.',
      });
    // Even a row that says so, from before this was checked, takes no message of the installation's account.
    await actAs(thief.system, (tx) =>
      tx
        .update(senders)
        .set({ smsAddress: taken, accountSid: own.accountSid })
        .where(eq(senders.companyId, thief.id)),
    );
    const installation = {
      accountSid: process.env.TWILIO_ACCOUNT_SID ?? '',
      installation: true,
      companyIds: new Set<string>(),
    };
    for (const To of [`whatsapp:${taken}`, taken])
      expect(await findSender(installation, { fields: { To }, name: 'To' })).toMatchObject({
        companyId: victim.id,
      });
  });

  test('but keeps what it has, and may name what it likes on its own account', async () => {
    const [sender] = await actAs(thief.system, (tx) => tx.select().from(senders));
    const renamed = input({
      id: sender?.id,
      version: 1,
      address: sender?.address?.slice(9),
      name: 'Renamed',
    });
    await expect(saveSender(await justSignedIn(thief.manager), renamed)).resolves.toHaveProperty('id');
    await expect(
      saveSender(await justSignedIn(thief.manager), input({ address: fresh(), ...own })),
    ).resolves.toHaveProperty('id');
  });
});

test('of two that are chosen at the same moment one is in use, and who came second is told to look', async () => {
  const manager = await justSignedIn(thief.manager);
  const both = await Promise.allSettled(
    [fresh(), fresh()].map((address) => saveSender(manager, input({ address, ...own }))),
  );
  const second = both.flatMap((one) => (one.status === 'rejected' ? [refusalOf(one.reason)] : []));
  for (const told of second) expect(told?.message).toMatch(/at the same moment\. Reload/);
  const rows = await actAs(thief.system, (tx) => tx.select().from(senders));
  expect(rows.filter(({ active }) => active)).toHaveLength(1);
});

test('the operator’s list', () => {
  const list = 'akwaaba=+233201234567; 0199=MGabc,\n other=*, broken, =+1, akwaaba-2=+44';
  expect(isAssigned(list, ['id', 'akwaaba'], '+233201234567')).toBe(true);
  expect(isAssigned(list, ['id', 'akwaaba'], '+44')).toBe(false);
  expect(isAssigned(list, ['0199', 'x'], 'MGABC')).toBe(true);
  expect(isAssigned(list, ['id', 'other'], '+999')).toBe(true);
  expect(isAssigned(list, ['id', ''], '+1')).toBe(false);
  expect(isAssigned(undefined, ['id', 'akwaaba'], '+1')).toBe(false);
});
