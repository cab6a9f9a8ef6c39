import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn, makeSession } from '@/db/factories/session';
import { memberships, sessions, users } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { acceptInvitation, chooseCompany, invitationToken, readInvitation } from '@/lib/auth/invitations';
import { hashPassword } from '@/lib/auth/password';
import { identityOf, signInWithPassword } from '@/lib/auth/sign-in';
import { changeRole, inviteMember, removeMember } from './mutations';

const password = 'a password of some length';
const origin = { ip: '192.0.2.1' };
let mine: TestCompany;
let theirs: TestCompany;

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  // Inviting asks for a recent proof.
  for (const company of [mine, theirs]) company.manager = await justSignedIn(company.manager);
});

/** A person of the other company, signed in there. */
async function signedIn() {
  const passwordHash = await hashPassword(password);
  const user = await makeUser({ companyId: theirs.id, role: 'staff', passwordHash });
  const result = await signInWithPassword({ email: user.email, password }, origin);
  if (!result.ok) throw new Error('not signed in');
  return { ...user, sessionId: result.sessionId };
}

/** An invitation with the key in its link. */
async function invite(...given: Parameters<typeof inviteMember>) {
  const made = await inviteMember(...given);
  return { token: invitationToken(made.id), expiresAt: made.expiresAt };
}

const address = () => `invited-${v7()}@example.test`;

describe('an invitation', () => {
  test('makes a login for a new address, once', async () => {
    const email = address();
    const { token, expiresAt } = await invite(mine.manager, { email, role: 'staff' });
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(71 * 3_600_000);
    const joined = await acceptInvitation({ token, name: 'Ama', password }, origin);
    const result = await signInWithPassword({ email, password }, origin);
    const identity = result.ok ? await identityOf(result.sessionId) : undefined;
    expect(identity).toMatchObject({ companyId: mine.id, userId: joined.userId, role: 'staff', name: 'Ama' });
    await expect(acceptInvitation({ token, name: 'Eve', password }, origin)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('takes over no login that exists: its owner signs in and accepts', async () => {
    const person = await signedIn();
    const { token } = await invite(mine.manager, { email: person.email, role: 'manager' });
    const other = await signedIn();
    const attempts = [
      { name: 'Eve', password: 'another long password' },
      { userId: other.id, sessionId: other.sessionId },
      { userId: v7(), sessionId: other.sessionId },
    ];
    for (const attempt of attempts)
      await expect(acceptInvitation({ token, ...attempt }, origin)).rejects.toMatchObject({
        code: expect.stringMatching(/conflict|forbidden/),
      });
    expect(
      await acceptInvitation({ token, userId: person.id, sessionId: person.sessionId }, origin),
    ).toMatchObject({
      companyId: mine.id,
    });
  });

  test('leaves open sessions where they were until their person chooses', async () => {
    const person = await signedIn();
    const { token } = await invite(mine.manager, { email: person.email, role: 'manager' });
    await acceptInvitation({ token, userId: person.id, sessionId: person.sessionId }, origin);
    // Older than the person's own: what moved sessions before they kept their company.
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    await owner`update memberships set created_at = '2000-01-01' where user_id = ${person.id} and company_id = ${mine.id}`;
    await owner.end();
    const { sessionId } = person;
    expect(await identityOf(sessionId)).toMatchObject({ companyId: theirs.id, role: 'staff' });
    await chooseCompany({ sessionId, companyId: mine.id }, origin);
    expect(await identityOf(sessionId)).toMatchObject({ companyId: mine.id, role: 'manager' });
    const strange = await makeCompany();
    await expect(chooseCompany({ sessionId, companyId: strange.id }, origin)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('into an office is accepted with a password or a passkey: what a code opened never gets into one', async () => {
    const { id: customerId } = await makeCustomer(theirs.id);
    const user = await makeUser({ companyId: theirs.id, role: 'client', customerId });
    const byCode = await makeSession(user.id, 'code');
    const byPassword = await makeSession(user.id);
    const { token } = await invite(mine.manager, { email: user.email, role: 'staff' });
    await expect(
      acceptInvitation({ token, userId: user.id, sessionId: byCode }, origin),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('a code opens no office') });
    expect(await readInvitation(token, origin)).toMatchObject({ role: 'staff' });
    await acceptInvitation({ token, userId: user.id, sessionId: byPassword }, origin);
    await expect(chooseCompany({ sessionId: byCode, companyId: mine.id }, origin)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('a code opens no office'),
    });
    const stranger = await makeCompany();
    await expect(chooseCompany({ sessionId: byCode, companyId: stranger.id }, origin)).rejects.toMatchObject({
      message: 'You are not a member of this company.',
    });
    await chooseCompany({ sessionId: byPassword, companyId: mine.id }, origin);
    expect(await identityOf(byPassword)).toMatchObject({ role: 'staff', companyId: mine.id });
    // Not even where the row itself says the office, nor where the record that it was for is gone.
    await actAs({ role: 'auth', name: 'test' }, (tx) =>
      tx.update(sessions).set({ companyId: mine.id }).where(eq(sessions.id, byCode)),
    );
    expect(await identityOf(byCode)).toMatchObject({ role: 'client', companyId: theirs.id });
    await removeMember(theirs.manager, { userId: user.id, heirId: null });
    expect(await identityOf(byCode)).toBeUndefined();
  });

  test('changes no role of a member and is no member’s business', async () => {
    const email = address();
    const first = await invite(mine.manager, { email, role: 'staff' });
    const second = await invite(mine.manager, { email, role: 'staff' });
    await expect(acceptInvitation({ ...first, name: 'Ama', password }, origin)).rejects.toMatchObject({
      code: 'not_found',
    });
    await acceptInvitation({ ...second, name: 'Ama', password }, origin);
    await expect(inviteMember(mine.manager, { email, role: 'manager' })).rejects.toMatchObject({
      code: 'CT009',
    });
    await expect(inviteMember(mine.staff, { email: address(), role: 'staff' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('holds no longer than its manager may invite', async () => {
    const outside = { token: '', name: 'Eve', password };
    for (const letGo of [
      (id: string) => changeRole(mine.manager, { userId: id, role: 'staff' }),
      (id: string) => removeMember(mine.manager, { userId: id, heirId: null }),
    ]) {
      const person = await makeUser({ companyId: mine.id, role: 'manager' });
      const actor = await justSignedIn({ ...mine.manager, userId: person.id });
      const { token } = await invite(actor, { email: address(), role: 'manager' });
      const colleagues = await invite(mine.manager, { email: address(), role: 'staff' });
      await letGo(person.id);
      expect(await readInvitation(token, origin)).toBeUndefined();
      await expect(acceptInvitation({ ...outside, token }, origin)).rejects.toMatchObject({
        code: 'not_found',
      });
      expect(await readInvitation(colleagues.token, origin)).toMatchObject({ role: 'staff' });
    }
  });

  test('of a manager whose login was closed makes nobody a member', async () => {
    const person = await makeUser({ companyId: mine.id, role: 'manager' });
    const actor = await justSignedIn({ ...mine.manager, userId: person.id });
    const { token } = await invite(actor, { email: address(), role: 'manager' });
    await actAs(mine.manager, (tx) =>
      tx.update(users).set({ disabledAt: new Date() }).where(eq(users.id, person.id)),
    );
    await expect(acceptInvitation({ token, name: 'Eve', password }, origin)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('of one address twice at the same moment leaves one that holds', async () => {
    const email = address();
    const both = await Promise.all([1, 2].map(() => invite(mine.manager, { email, role: 'staff' })));
    const holding = await Promise.all(both.map(({ token }) => readInvitation(token, origin)));
    expect(holding.filter(Boolean)).toHaveLength(1);
  });

  test('floods no mailbox: five a day of one address, sixty an hour of a company', async () => {
    const own = await makeCompany();
    const manager = await justSignedIn(own.manager);
    const email = address();
    const tries = await Promise.allSettled(
      Array.from({ length: 7 }, () => inviteMember(manager, { email, role: 'staff' })),
    );
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(['rate_limited', 'rate_limited']);
    // Another company's invitation of the same person isn't in their way, nor is one of somebody else.
    await inviteMember(mine.manager, { email, role: 'staff' });
    for (let at = tries.length; at < 60; at += 1)
      await inviteMember(manager, { email: address(), role: 'staff' });
    await expect(inviteMember(manager, { email: address(), role: 'staff' })).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  test('ends after 72 hours', async () => {
    const email = address();
    const { token } = await invite(mine.manager, { email, role: 'staff' });
    const owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
    await owner`update invitations set expires_at = now() where email = ${email}`;
    await owner.end();
    await expect(acceptInvitation({ token, name: 'Ama', password }, origin)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('leaving a company ends the sessions in it, and coming back opens none', async () => {
  const person = await signedIn();
  await actAs(theirs.manager, (tx) => tx.delete(memberships).where(eq(memberships.userId, person.id)));
  expect(await identityOf(person.sessionId)).toBeUndefined();
  const { token } = await invite(theirs.manager, { email: person.email, role: 'staff' });
  await acceptInvitation({ token, userId: person.id, sessionId: person.sessionId }, origin);
  expect(await identityOf(person.sessionId)).toBeUndefined();
});
