import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { companies } from '@/db/schema/companies';
import { memberships, sessions } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { type Actor, actAs } from '@/db/session';
import { visit } from '@/db/visit';
import { confirmIdentity } from '@/lib/auth/confirm';
import { hashPassword } from '@/lib/auth/password';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { askStaffPrices } from '@/lib/auth/staff-prices';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { openScreen } from '@/lib/platform/screen';
import { companyScreen } from './company/screens';
import { resetSecondFactor } from './mutations';
import { askMembers, askMySecondFactor, askMySessions } from './queries';

const password = 'seven goats cross slowly';
const origin = { ip: '192.0.2.12' };
const asGate = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs<T>({ role: 'auth', name: 'test' }, work);
let mine: TestCompany;
let theirs: TestCompany;
let passwordHash: string;

beforeAll(async () => {
  [mine, theirs, passwordHash] = [await makeCompany(), await makeCompany(), await hashPassword(password)];
});

const person = (company = mine, role: 'manager' | 'staff' = 'staff') =>
  makeUser({ companyId: company.id, role, passwordHash });
const giveStep = (userId: string) =>
  asGate((tx) =>
    tx.insert(secondFactors).values({ userId, secretSealed: 'x', lastStep: 1, recoveryHashes: ['a'] }),
  );
const stepOf = (userId: string) =>
  asGate((tx) => tx.select().from(secondFactors).where(eq(secondFactors.userId, userId)));
const set = (company: TestCompany, settings: Partial<typeof companies.$inferInsert>) =>
  actAs(company.system, (tx) => tx.update(companies).set(settings).where(eq(companies.id, company.id)));
const age = (id: string, what: 'seen_at' | 'created_at' | 'confirmed_at', by: string) =>
  asGate((tx) =>
    tx.execute(sql`update sessions set ${sql.identifier(what)} = now() - ${by}::interval where id = ${id}`),
  );
const lives = async (session: string) => (await visit(session)) !== undefined;

describe('a company that asks for a second step', () => {
  test('shows nothing to who has none until they have set it up, from the next click on', async () => {
    const company = await makeCompany();
    const session = await makeSession(company.manager.userId);
    const look = () => openScreen(companyScreen, { sessionId: session, address: { params: {}, search: {} } });
    expect((await look()).state).toBe('open');
    await set(company, { secondFactorRoles: ['manager'] });
    expect(await look()).toMatchObject({ state: 'forbidden', identity: { mustSetUp: true } });
    const asked = await visit(session, { ask: (tx) => [askStaffPrices(tx)] as const, permits: () => true });
    expect(asked?.answers).toBeUndefined();
    expect((await visit(await makeSession(company.staff.userId)))?.identity.mustSetUp).toBe(false);
    await giveStep(company.manager.userId);
    expect((await look()).state).toBe('open');
  });
});

describe('a session', () => {
  test('ends after the hours without a click and the days in all that its company allows', async () => {
    const company = await makeCompany({ sessionIdleHours: 2, sessionDays: 3 });
    const { id } = await person(company);
    const [idle, old, fine] = [await makeSession(id), await makeSession(id), await makeSession(id)];
    await age(idle, 'seen_at', '2 hours 1 minute');
    await age(old, 'created_at', '3 days 1 minute');
    await age(fine, 'seen_at', '1 hour 59 minutes');
    expect([await lives(idle), await lives(old), await lives(fine)]).toEqual([false, false, true]);
  });

  test('that is over in its company doesn’t go on in another of the same person', async () => {
    const strict = await makeCompany({ sessionIdleHours: 1 });
    const { id } = await person(strict);
    await actAs(theirs.system, (tx) =>
      tx.insert(memberships).values({ companyId: theirs.id, userId: id, role: 'staff' }),
    );
    const session = await makeSession(id);
    await asGate((tx) => tx.update(sessions).set({ companyId: strict.id }).where(eq(sessions.id, session)));
    expect(await lives(session)).toBe(true);
    await age(session, 'seen_at', '61 minutes');
    expect(await lives(session)).toBe(false);
    const listed = await actAs({ role: 'staff', companyId: theirs.id, userId: id }, async (tx) =>
      askMySessions(tx),
    );
    expect(listed).toEqual([]);
  });

  test('isn’t kept alive by what an open page asks by itself', async () => {
    const session = await makeSession((await person()).id);
    const seen = async () => {
      const [row] = await asGate((tx) => tx.select().from(sessions).where(eq(sessions.id, session)));
      return row?.seenAt.getTime() ?? 0;
    };
    await age(session, 'seen_at', '1 hour');
    const before = await seen();
    await visit(session, { attended: false });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await seen()).toBe(before);
    await visit(session);
    await expect.poll(seen, { timeout: 45_000 }).toBeGreaterThan(before);
  });
});

describe('a recent proof', () => {
  test('is a sign-in or confirmation of the last ten minutes, in one’s own open session', async () => {
    const { id } = await person();
    const actor = await justSignedIn({ role: 'staff', companyId: mine.id, userId: id } as const);
    const refused = { code: 'forbidden' };
    await requireRecentAuth(actor);
    await age(actor.sessionId, 'confirmed_at', '10 minutes 1 second');
    await expect(requireRecentAuth(actor)).rejects.toMatchObject(refused);
    const own = { userId: id, sessionId: actor.sessionId, companyId: mine.id };
    await expect(confirmIdentity({ ...own, proof: 'wrong' }, origin, new Date())).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(requireRecentAuth(actor)).rejects.toMatchObject(refused);
    await confirmIdentity({ ...own, proof: password }, origin, new Date());
    await requireRecentAuth(actor);
    // Another person's fresh session, an ended one, and none.
    const foreign = await justSignedIn(mine.staff);
    const others: Actor[] = [{ ...actor, sessionId: foreign.sessionId }, mine.manager, mine.system];
    for (const other of others) await expect(requireRecentAuth(other)).rejects.toMatchObject(refused);
    await expect(
      confirmIdentity({ ...own, sessionId: foreign.sessionId, proof: password }, origin, new Date()),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
    await asGate((tx) =>
      tx.update(sessions).set({ endedAt: new Date() }).where(eq(sessions.id, actor.sessionId)),
    );
    await expect(requireRecentAuth(actor)).rejects.toMatchObject(refused);
  });

  test('is a code where there is a second step: the password alone doesn’t do', async () => {
    const { id } = await person();
    await giveStep(id);
    const own = { userId: id, sessionId: await makeSession(id), companyId: mine.id };
    await expect(confirmIdentity({ ...own, proof: password }, origin, new Date())).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('a colleague’s second step', () => {
  test('is taken away by a manager who has proved who they are; then the password alone signs in', async () => {
    const { id, email } = await person();
    await giveStep(id);
    const session = await makeSession(id);
    const known = await actAs(mine.manager, async (tx) => askMembers(tx));
    expect(known.find(({ userId }) => userId === id)).toMatchObject({ secondStep: true });
    await expect(resetSecondFactor(mine.manager, { userId: id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await resetSecondFactor(await justSignedIn(mine.manager), { userId: id });
    expect(await stepOf(id)).toEqual([]);
    expect(await lives(session)).toBe(false);
    expect(await signInWithPassword({ email, password }, origin)).toMatchObject({ ok: true });
    const trail = await actAs(mine.manager, (tx) =>
      tx.execute(
        sql`select from audit_events where action = 'second_step_reset' and detail ->> 'userId' = ${id}`,
      ),
    );
    expect(trail).toHaveLength(1);
  });

  test('is out of reach for staff, other companies, and who shares the person with another company', async () => {
    const shared = await person();
    await actAs(theirs.system, (tx) =>
      tx.insert(memberships).values({ companyId: theirs.id, userId: shared.id, role: 'staff' }),
    );
    const { id } = await person();
    for (const one of [id, shared.id, mine.manager.userId]) await giveStep(one);
    const [ours, others, staff] = [
      await justSignedIn(mine.manager),
      await justSignedIn(theirs.manager),
      await justSignedIn(mine.staff),
    ];
    const foreign = resetSecondFactor(others, { userId: id });
    await expect(foreign).rejects.toMatchObject({ code: 'CT089' });
    await expect(resetSecondFactor(ours, { userId: shared.id })).rejects.toMatchObject({ code: 'CT089' });
    await expect(resetSecondFactor(ours, { userId: mine.manager.userId })).rejects.toMatchObject({
      code: 'CT089',
    });
    await expect(resetSecondFactor(staff, { userId: id })).rejects.toMatchObject({ code: 'forbidden' });
    const call = sql`select reset_second_factor(${id}::uuid)`;
    for (const actor of [mine.staff, mine.system])
      await expect(actAs(actor, (tx) => tx.execute(call))).rejects.toMatchObject({ code: '42501' });
    for (const actor of [mine.manager, mine.staff, mine.system])
      await expect(actAs(actor, (tx) => tx.select().from(secondFactors))).rejects.toMatchObject({
        code: '42501',
      });
    for (const one of [id, shared.id, mine.manager.userId]) expect(await stepOf(one)).toHaveLength(1);
    const known = await actAs(mine.staff, async (tx) => askMySecondFactor(tx));
    expect(known).toEqual([]);
  });
});
