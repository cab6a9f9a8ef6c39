import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeUser } from '@/db/factories/company';
import { type Actor, actAs } from '@/db/session';
import { databaseError } from '@/lib/platform/errors';
import { advanceBooking } from '../../mutations';
import { create, makeOffice, type Office, refusal } from '../../testing/office';
import { assignHeld, makePayLink, removeOnlineKey, returnHeld, saveOnlineKey } from './mutations';
import { ask, secretKey, setKey, stubProvider, success, tell } from './testing/provider-world';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));

let mine: Office;
let theirs: Office;
let client: Actor;
let stranger: Actor;
let bookingId: string;
let one: Awaited<ReturnType<typeof ask>>;

beforeAll(async () => {
  stubProvider();
  [mine, theirs] = [await makeOffice(), await makeOffice()];
  await setKey(mine);
  const clientOf = async (company: Office, customerId: string): Promise<Actor> => {
    const user = await makeUser({ companyId: company.id, role: 'client', customerId });
    return { role: 'client', userId: user.id, companyId: company.id, customerId };
  };
  client = await clientOf(mine, mine.customerId);
  const other = await makeOffice();
  stranger = await clientOf(other, other.customerId);
  ({ id: bookingId } = await create(mine));
  await advanceBooking(mine.manager, { id: bookingId, to: 'confirmed' });
  one = await ask(mine, bookingId, 5000);
  await tell(mine.id, success(await ask(mine, bookingId, 700)));
});

const run = (actor: Actor, query: ReturnType<typeof sql>) => actAs(actor, (tx) => tx.execute(query));
const codeOf = async (actor: Actor, query: ReturnType<typeof sql>) =>
  databaseError(await refusal(run(actor, query)))?.code;

describe('commands', () => {
  test('keys are the manager’s, held money too; clients and other companies have none of it', async () => {
    const checkoutId = one.id;
    const calls: [string, (actor: Actor) => Promise<unknown>][] = [
      ['save', (actor) => saveOnlineKey(actor, { secretKey })],
      ['remove', (actor) => removeOnlineKey(actor, {})],
      ['assign', (actor) => assignHeld(actor, { checkoutId, bookingId })],
      ['return', (actor) => returnHeld(actor, { checkoutId, note: 'Mine' })],
      ['link', (actor) => makePayLink(actor, { bookingId, purpose: 'balance' })],
    ];
    for (const [name, call] of calls) {
      for (const actor of [client, stranger])
        expect([name, await refusal(call(actor))]).toMatchObject([name, { code: 'forbidden' }]);
      if (name !== 'link')
        expect([name, await refusal(call(mine.staff))]).toMatchObject([name, { code: 'forbidden' }]);
    }
    for (const [name, call] of calls.slice(2))
      expect([name, await refusal(call(theirs.manager))]).toMatchObject([name, { code: 'not_found' }]);
    expect(
      await refusal(saveOnlineKey(mine.manager, { secretKey: 'pk_test_0123456789abcdef' })),
    ).toMatchObject({ code: 'invalid' });
    // A manager's screen that was left open doesn't do for keys.
    for (const call of [saveOnlineKey(mine.manager, { secretKey }), removeOnlineKey(mine.manager, {})])
      expect(await refusal(call)).toMatchObject({ message: expect.stringContaining('that it is you') });
  });
});

describe('rows', () => {
  test('nobody reads a key back, and the trail hasn’t it either', async () => {
    for (const actor of [mine.manager, mine.staff, client])
      expect(await codeOf(actor, sql`select auth_token_sealed from online_keys`)).toBe('42501');
    const [kept] = await run(mine.system, sql`select auth_token_sealed as sealed from online_keys`);
    expect(String(kept?.sealed)).not.toContain(secretKey);
    const trail = await run(
      mine.manager,
      sql`select changes::text as changes from audit_events where table_name = 'online_keys'`,
    );
    expect(trail.length).toBeGreaterThan(0);
    for (const { changes } of trail) expect(String(changes)).not.toContain(String(kept?.sealed));
  });

  test('people write neither checkouts nor what was told; clients see their own, others nothing', async () => {
    for (const actor of [mine.manager, mine.staff, client, theirs.manager, stranger]) {
      expect(await codeOf(actor, sql`update checkouts set state = 'paid'`)).toBe('42501');
      expect(await codeOf(actor, sql`delete from checkouts`)).toBe('42501');
      expect(await codeOf(actor, sql`insert into checkouts (id) values (gen_random_uuid())`)).toBe('42501');
      expect(await codeOf(actor, sql`insert into provider_events (id) values (gen_random_uuid())`)).toBe(
        '42501',
      );
      expect(await codeOf(actor, sql`select raw from provider_events`)).toBe('42501');
    }
    expect(await run(client, sql`select id from checkouts`)).toHaveLength(2);
    for (const actor of [stranger, theirs.manager, theirs.system])
      expect(await run(actor, sql`select id from checkouts`)).toHaveLength(0);
  });

  test('not even the automation changes what was asked for, books twice, goes back or deletes', async () => {
    const tries: [string, ReturnType<typeof sql>][] = [
      ['CT090', sql`update checkouts set amount = amount + 1`],
      ['CT090', sql`update checkouts set reference = 'another0another0'`],
      [
        'CT091',
        sql`update checkouts set state = 'opened', paid_at = null, came = null, method = null, payment_id = null where state = 'paid'`,
      ],
      ['CT092', sql`update checkouts set came = 1 where state = 'paid'`],
      ['CT092', sql`update checkouts set payment_id = gen_random_uuid() where state = 'paid'`],
      [
        'CT092',
        sql`update checkouts set state = 'paid', paid_at = now(), came = amount, method = 'card',
        payment_id = (select id from payments limit 1) where state = 'opened'`,
      ],
      ['23514', sql`update checkouts set state = 'paid' where state = 'opened'`],
    ];
    for (const [code, query] of tries) expect([code, await codeOf(mine.system, query)]).toEqual([code, code]);
    for (const table of ['checkouts', 'provider_events'])
      expect(await codeOf(mine.system, sql.raw(`delete from ${table}`))).toBe('42501');
  });
});
