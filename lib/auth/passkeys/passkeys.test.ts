import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { passkeys } from '@/db/schema/passkeys';
import { memberships, rateLimits, sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { type Actor, actAs } from '@/db/session';
import { visit } from '@/db/visit';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { confirmByPasskey } from '../confirm';
import { hashPassword } from '../password';
import { signInWithPassword } from '../sign-in';
import { signInWithProof } from '../sign-in-proof';
import { SoftwareKey } from '../testing/software-key';
import { askPasskey } from './ask-passkey';
import { enterWithPasskey } from './enter-with-passkey';
import { addPasskey, offerPasskey, removePasskey } from './own-passkeys';
import { relyingParty } from './relying-party';

vi.hoisted(() => {
  process.env.PUBLIC_URL = 'https://cater.example';
});

const here = { origin: 'https://cater.example', rpId: 'cater.example' };
const origin = { ip: '192.0.2.77', requestId: 'passkeys' };
const password = 'seven goats cross slowly';
const asGate = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs<T>({ role: 'auth', name: 'test' }, work);
let company: TestCompany;
let passwordHash: string;
beforeAll(async () => {
  [company, passwordHash] = [await makeCompany(), await hashPassword(password)];
});
beforeEach(() => asGate((tx) => tx.delete(rateLimits).where(sql`key like 'passkey%'`)));

type Person = { userId: string; sessionId: string; companyId: string; email: string; key: SoftwareKey };

async function person(of = company): Promise<Omit<Person, 'key'>> {
  const { id, email } = await makeUser({ companyId: of.id, role: 'staff', passwordHash });
  return { userId: id, email, sessionId: await makeSession(id), companyId: of.id };
}
const offer = (own: Omit<Person, 'key'>) =>
  offerPasskey(own, { name: 'Ama', account: own.email }, origin, new Date());

async function withPasskey(of = company, verified = true): Promise<Person> {
  const own = await person(of);
  const key = new SoftwareKey(here);
  const { options, ticket } = await offer(own);
  await addPasskey(
    { ...own, ticket, name: 'Phone', response: key.make(options, { verified }) },
    origin,
    new Date(),
  );
  return { ...own, key };
}
const knock = () => askPasskey({ purpose: 'sign in', bound: '' }, origin, new Date());
const enter = (response: unknown, ticket: string | undefined, at = new Date()) =>
  enterWithPasskey({ response, ticket }, origin, at);
async function signIn(key: SoftwareKey, options: Parameters<SoftwareKey['use']>[1] = {}) {
  const { options: asked, ticket } = await knock();
  return enter(key.use(asked, options), ticket);
}
const keysOf = (userId: string) =>
  asGate((tx) => tx.select().from(passkeys).where(eq(passkeys.userId, userId)));
const set = (of: TestCompany, settings: Partial<typeof companies.$inferInsert>) =>
  actAs(of.system, (tx) => tx.update(companies).set(settings).where(eq(companies.id, of.id)));
const trailOf = (userId: string) =>
  actAs(company.manager, async (tx) =>
    (
      await tx.execute<{ action: string }>(
        sql`select action from audit_events where detail ->> 'userId' = ${userId} order by id`,
      )
    ).map(({ action }) => action),
  );

describe('a passkey', () => {
  test('signs in alone, by a name that the device alone knows, and opens a session like any other', async () => {
    const { key, userId } = await withPasskey();
    const entered = await signIn(key);
    if (!entered.ok) throw new Error(entered.reason);
    expect(entered.userId).toBe(userId);
    const session = await signInWithProof({ proof: entered.proof, userAgent: 'Test' }, origin, new Date());
    expect((await visit(session?.sessionId ?? ''))?.identity).toMatchObject({ userId, confirmed: true });
    const [row] = await asGate((tx) =>
      tx
        .select()
        .from(sessions)
        .where(eq(sessions.id, session?.sessionId ?? '')),
    );
    expect(row?.openedBy).toBe('passkey');
    expect((await keysOf(userId))[0]).toMatchObject({ counter: 1, usedAt: expect.any(Date), name: 'Phone' });
    expect(await trailOf(userId)).toEqual(['passkey_added', 'signed_in']);
  });

  test('answers once: neither the answer nor its challenge is taken again, also of two at the same moment', async () => {
    const { key } = await withPasskey();
    const { options, ticket } = await knock();
    const answer = key.use(options);
    const both = await Promise.all([enter(answer, ticket), enter(answer, ticket)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await enter(answer, ticket)).toEqual({ ok: false, reason: 'late' });
    expect(await enter(key.use(options), ticket)).toEqual({ ok: false, reason: 'late' });
    const next = await knock();
    expect(await enter(answer, next.ticket)).toEqual({ ok: false, reason: 'wrong' });
  });

  test('a wrong answer uses its challenge up as well', async () => {
    const { key } = await withPasskey();
    const { options, ticket } = await knock();
    expect(await enter({ id: 'x' }, ticket)).toEqual({ ok: false, reason: 'wrong' });
    expect(await enter(key.use(options), ticket)).toEqual({ ok: false, reason: 'late' });
  });

  test('of another site, another name or without its person checked opens nothing', async () => {
    const { key } = await withPasskey();
    for (const lie of [
      { origin: 'https://cater.example.evil.test' },
      { origin: 'http://cater.example' },
      { rpId: 'evil.test' },
      { verified: false },
      { userHandle: Buffer.from('somebody else').toString('base64url') },
    ])
      expect(await signIn(key, lie)).toEqual({ ok: false, reason: 'wrong' });
    expect(await signIn(key)).toMatchObject({ ok: true });
  });

  test('must be named by the device where nobody else says whose it is', async () => {
    const { key } = await withPasskey();
    const { options, ticket } = await knock();
    const { response, ...rest } = key.use(options);
    expect(await enter({ ...rest, response: { ...response, userHandle: undefined } }, ticket)).toEqual({
      ok: false,
      reason: 'wrong',
    });
  });

  test('a ticket of our own making is asked for, of this very use, and for five minutes', async () => {
    const { key, userId, sessionId } = await withPasskey();
    const at = new Date();
    const { options, ticket } = await askPasskey({ purpose: 'sign in', bound: '' }, origin, at);
    expect(await enter(key.use(options), ticket, new Date(at.getTime() + 5 * 60_000 + 1000))).toEqual({
      ok: false,
      reason: 'late',
    });
    const confirm = await askPasskey({ purpose: 'confirm', bound: sessionId, userId }, origin, at);
    for (const forged of [
      undefined,
      '',
      'x.y.z',
      confirm.ticket,
      ticket.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
      `${ticket}x`,
    ])
      expect(await enter(key.use(options), forged)).toEqual({ ok: false, reason: 'late' });
  });

  test('that was removed opens nothing, and nobody removes another’s', async () => {
    const { key, ...own } = await withPasskey();
    const other = await person();
    const [row] = await keysOf(own.userId);
    await expect(removePasskey({ ...other, id: row?.id ?? '' }, origin)).rejects.toMatchObject({
      code: 'not_found',
    });
    await removePasskey({ ...own, id: row?.id ?? '' }, origin);
    expect(await signIn(key)).toEqual({ ok: false, reason: 'wrong' });
    expect(await trailOf(own.userId)).toContain('passkey_removed');
  });

  test('of a disabled person or one who left opens nothing, neither does a proof from before', async () => {
    const disabled = await withPasskey();
    const before = await signIn(disabled.key);
    await asGate((tx) =>
      tx.update(users).set({ epoch: sql`epoch + 1` }).where(eq(users.id, disabled.userId)),
    );
    if (!before.ok) throw new Error(before.reason);
    expect(
      await signInWithProof({ proof: before.proof, userAgent: undefined }, origin, new Date()),
    ).toBeUndefined();
    await actAs(company.manager, (tx) =>
      tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, disabled.userId)),
    );
    expect(await signIn(disabled.key)).toEqual({ ok: false, reason: 'wrong' });
    const gone = await withPasskey();
    await actAs(company.manager, (tx) => tx.delete(memberships).where(eq(memberships.userId, gone.userId)));
    expect(await signIn(gone.key)).toEqual({ ok: false, reason: 'wrong' });
  });

  test('a proof opens its session within half a minute, and nobody can write one', async () => {
    const { key, userId } = await withPasskey();
    const entered = await signIn(key);
    if (!entered.ok) throw new Error(entered.reason);
    const late = new Date(Date.now() + 31_000);
    const [body = '', seal = ''] = entered.proof.split('.');
    const forged = Buffer.from(JSON.stringify([userId, 1, company.id, 'passkey', Date.now() + 1e6])).toString(
      'base64url',
    );
    for (const [proof, at] of [
      [entered.proof, late],
      [`${forged}.${seal}`, new Date()],
      [`${body}.${seal}x`, new Date()],
      ['', new Date()],
    ] as const)
      expect(await signInWithProof({ proof, userAgent: undefined }, origin, at)).toBeUndefined();
  });
});

describe('a copied passkey', () => {
  test('is found by its count, ends what it opened and opens nothing any more, for either', async () => {
    const { key, userId } = await withPasskey();
    await signIn(key);
    const thief = key.copy();
    const entered = await signIn(thief);
    if (!entered.ok) throw new Error(entered.reason);
    const stolen = await signInWithProof({ proof: entered.proof, userAgent: 'Thief' }, origin, new Date());
    expect(await visit(stolen?.sessionId ?? '')).toBeDefined();
    expect(await signIn(key)).toEqual({ ok: false, reason: 'copied', userId });
    expect(await visit(stolen?.sessionId ?? '')).toBeUndefined();
    expect(await signIn(thief)).toEqual({ ok: false, reason: 'wrong' });
    expect(await trailOf(userId)).toContain('passkey_copied');
    await expect(
      asGate((tx) => tx.update(passkeys).set({ copiedAt: null }).where(eq(passkeys.userId, userId))),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      asGate((tx) => tx.update(passkeys).set({ counter: 0 }).where(eq(passkeys.userId, userId))),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('isn’t made of one by who can’t sign: an answer of another key with a low count changes nothing', async () => {
    const { key, userId } = await withPasskey();
    await signIn(key);
    const stranger = new SoftwareKey(here);
    Object.assign(stranger, { id: key.id, userHandle: key.userHandle });
    expect(await signIn(stranger, { counter: 0 })).toEqual({ ok: false, reason: 'wrong' });
    expect((await keysOf(userId))[0]?.copiedAt).toBeNull();
  });

  test('devices that don’t count stay as they are', async () => {
    const { key } = await withPasskey();
    for (let use = 0; use < 3; use += 1)
      expect(await signIn(key, { counter: 0 })).toMatchObject({ ok: true });
  });
});

describe('making one', () => {
  test('needs a challenge of this very session, once, and the right site', async () => {
    const [own, other] = [await person(), await person()];
    const { options, ticket } = await offer(own);
    const add = (who: typeof own, given: Parameters<SoftwareKey['make']>[1] = {}, by = ticket) =>
      addPasskey(
        { ...who, ticket: by, name: 'Phone', response: new SoftwareKey(here).make(options, given) },
        origin,
        new Date(),
      );
    await expect(add(other)).rejects.toMatchObject({ code: 'conflict' });
    await expect(add({ ...own, sessionId: other.sessionId })).rejects.toMatchObject({ code: 'conflict' });
    await expect(add(own, { origin: 'https://evil.test' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(add(own)).rejects.toMatchObject({ code: 'conflict' });
    const again = await offer(own);
    const key = new SoftwareKey(here);
    await expect(add(own, { rpId: 'evil.test' }, again.ticket)).rejects.toMatchObject({ code: 'invalid' });
    const third = await offer(own);
    await addPasskey(
      { ...own, ticket: third.ticket, name: 'Phone', response: key.make(third.options) },
      origin,
      new Date(),
    );
    expect(await keysOf(own.userId)).toHaveLength(1);
    const fourth = await offer(other);
    await expect(
      addPasskey(
        { ...other, ticket: fourth.ticket, name: 'Phone', response: key.make(fourth.options) },
        origin,
        new Date(),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test('ends sessions that were opened without it, where it is the first second step, and no others', async () => {
    const own = await person();
    const old = await makeSession(own.userId);
    const add = async () => {
      const { options, ticket } = await offer(own);
      const response = new SoftwareKey(here).make(options);
      await addPasskey({ ...own, ticket, name: 'Phone', response }, origin, new Date());
    };
    await add();
    expect(await visit(old)).toBeUndefined();
    expect(await visit(own.sessionId)).toBeDefined();
    const later = await makeSession(own.userId);
    await add();
    expect(await visit(later)).toBeDefined();
  });
});

describe('as a second step', () => {
  test('counts where a company asks for one, is asked for after the password, and needs no finger there', async () => {
    const strict = await makeCompany({ secondFactorRoles: ['staff'] });
    const { key, email, sessionId, userId } = await withPasskey(strict, false);
    expect((await visit(sessionId))?.identity.mustSetUp).toBe(false);
    const started = await signInWithPassword({ email, password }, origin);
    if (started.ok || started.reason !== 'second_step') throw new Error('no second step');
    const { pending } = started;
    const ask = () => askPasskey({ purpose: 'second step', bound: pending, userId }, origin, new Date());
    const { options, ticket } = await ask();
    const other = await withPasskey(strict);
    expect(
      await enterWithPasskey({ response: other.key.use(options), ticket, pending }, origin, new Date()),
    ).toEqual({ ok: false, reason: 'wrong' });
    const again = await ask();
    const done = await enterWithPasskey(
      { response: key.use(again.options, { verified: false }), ticket: again.ticket, pending },
      origin,
      new Date(),
    );
    expect(done).toMatchObject({ ok: true, userId });
    // At the door alone it is not enough, nor with another's pending sign-in.
    expect(await signIn(key, { verified: false })).toEqual({ ok: false, reason: 'wrong' });
    expect(
      await enterWithPasskey(
        { response: key.use(again.options), ticket: again.ticket, pending: 'x' },
        origin,
        new Date(),
      ),
    ).toEqual({ ok: false, reason: 'late' });
  });

  test('isn’t asked for by a company that doesn’t, and stands beside codes', async () => {
    const { email, userId, key } = await withPasskey();
    expect(await signInWithPassword({ email, password }, origin)).toMatchObject({ ok: true });
    await asGate((tx) =>
      tx.insert(secondFactors).values({ userId, secretSealed: 'x', lastStep: 1, recoveryHashes: [] }),
    );
    expect(await signInWithPassword({ email, password }, origin)).toMatchObject({ reason: 'second_step' });
    expect(await signIn(key)).toMatchObject({ ok: true });
  });

  test('that is copied is none: who has no other sets one up anew', async () => {
    const strict = await makeCompany();
    const { sessionId, userId } = await withPasskey(strict);
    await set(strict, { secondFactorRoles: ['staff'] });
    await asGate((tx) =>
      tx.update(passkeys).set({ copiedAt: new Date() }).where(eq(passkeys.userId, userId)),
    );
    expect((await visit(sessionId))?.identity.mustSetUp).toBe(true);
  });
});

describe('as a recent proof', () => {
  test('of its own person’s session alone, with the person checked', async () => {
    const { key, ...own } = await withPasskey();
    const actor = { role: 'staff', ...own } as Actor;
    await asGate((tx) =>
      tx.execute(
        sql`update sessions set confirmed_at = now() - interval '1 hour' where id = ${own.sessionId}`,
      ),
    );
    await expect(requireRecentAuth(actor)).rejects.toMatchObject({ code: 'forbidden' });
    const ask = () =>
      askPasskey({ purpose: 'confirm', bound: own.sessionId, userId: own.userId }, origin, new Date());
    const confirm = async (who: typeof own, by: SoftwareKey, lie: Parameters<SoftwareKey['use']>[1] = {}) => {
      const { options, ticket } = await ask();
      return confirmByPasskey({ ...who, response: by.use(options, lie), ticket }, origin, new Date());
    };
    const other = await withPasskey();
    expect(await confirm(own, other.key)).toEqual({ ok: false, reason: 'wrong' });
    expect(await confirm(other, other.key)).toEqual({ ok: false, reason: 'late' });
    expect(await confirm(own, key, { verified: false })).toEqual({ ok: false, reason: 'wrong' });
    await expect(requireRecentAuth(actor)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await confirm(own, key)).toMatchObject({ ok: true });
    await requireRecentAuth(actor);
  });
});

describe('limits', () => {
  test('ten answers of one person and a hundred of one address in a quarter of an hour', async () => {
    const { key, ...own } = await withPasskey();
    const wrong = new SoftwareKey(here);
    Object.assign(wrong, { id: key.id, userHandle: key.userHandle });
    const tryOne = async () => {
      const { options, ticket } = await askPasskey(
        { purpose: 'confirm', bound: own.sessionId, userId: own.userId },
        origin,
        new Date(),
      );
      const answer = await confirmByPasskey(
        { ...own, response: wrong.use(options), ticket },
        origin,
        new Date(),
      );
      return answer.ok ? 'ok' : answer.reason;
    };
    const answers = [];
    for (let n = 0; n < 11; n += 1) answers.push(await tryOne());
    expect(answers).toEqual([...Array(10).fill('wrong'), 'too_many']);
    await asGate((tx) => tx.update(rateLimits).set({ count: 100 }).where(sql`key like 'passkey-from:%'`));
    expect(await signIn(key)).toMatchObject({ ok: false, reason: 'too_many' });
  });
});

describe('who may read them', () => {
  test('nobody but the gate: people see the names of their own', async () => {
    const { userId, companyId } = await withPasskey();
    for (const actor of [company.manager, company.staff, company.system])
      await expect(actAs(actor, (tx) => tx.select().from(passkeys))).rejects.toMatchObject({ code: '42501' });
    const mine = await actAs({ role: 'staff', companyId, userId }, (tx) =>
      tx.execute<{ name: string }>(sql`select * from my_passkeys()`),
    );
    expect(mine).toMatchObject([{ name: 'Phone', copied: false }]);
    expect(Object.keys(mine[0] ?? {}).sort()).toEqual(['copied', 'created_at', 'id', 'name', 'used_at']);
    expect(await actAs(company.manager, (tx) => tx.execute(sql`select * from my_passkeys()`))).toEqual([]);
  });
});

test('they are made for the host of PUBLIC_URL alone', () => {
  expect(relyingParty()).toEqual({ id: 'cater.example', origin: 'https://cater.example' });
});
