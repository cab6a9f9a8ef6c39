import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { officeRoles } from '@/db/enums';
import { makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { justSignedIn } from '@/db/factories/session';
import { bookingStaff } from '@/db/schema/calendar';
import { cases } from '@/db/schema/cases';
import { enquiries } from '@/db/schema/enquiries';
import { memberships } from '@/db/schema/people';
import { bookingTasks } from '@/db/schema/tasks';
import { actAs } from '@/db/session';
import { changeOwnPassword, resetPassword, resetToken } from '@/lib/auth/change-password';
import { chooseCompany } from '@/lib/auth/invitations';
import { hashPassword } from '@/lib/auth/password';
import { identityOf, signInWithPassword } from '@/lib/auth/sign-in';
import { Refusal } from '@/lib/platform/errors';
import { changePassword, renameMe, signOutDevice, signOutOthers } from './account';
import { deviceWords } from './device-words';
import { changeRole, handOverWork, inviteMember, removeMember, withdrawInvitation } from './mutations';
import { countOf, type OpenWork, workWords } from './open-work';
import { askMembers, askMyCompanies, askMySessions } from './queries';

const password = 'seven goats cross slowly';
const origin = { ip: '192.0.2.7' };
let mine: TestCompany;
let theirs: TestCompany;

beforeAll(async () => {
  mine = await makeCompany();
  theirs = await makeCompany();
  // Inviting, changing a role and taking access away ask for a recent proof.
  for (const company of [mine, theirs]) company.manager = await justSignedIn(company.manager);
});

const person = async (role: 'manager' | 'staff', company = mine) =>
  makeUser({ companyId: company.id, role, passwordHash: await hashPassword(password) });
const actorOf = (id: string, role: 'manager' | 'staff' = 'staff', company = mine) =>
  ({ role, companyId: company.id, userId: id }) as const;

async function sessionOf(email: string, typed = password): Promise<string> {
  const result = await signInWithPassword({ email, password: typed }, origin);
  if (!result.ok) throw new Error(`not signed in: ${result.reason}`);
  return result.sessionId;
}

describe('roles and access', () => {
  test('a changed role holds at the next request', async () => {
    const { id, email } = await person('staff');
    const session = await sessionOf(email);
    await changeRole(mine.manager, { userId: id, role: 'manager' });
    expect(await identityOf(session)).toMatchObject({ role: 'manager' });
    await changeRole(mine.manager, { userId: id, role: 'staff' });
    expect(await identityOf(session)).toMatchObject({ role: 'staff' });
  });

  test('from the next look on, for every role of the office', async () => {
    const { id, email } = await person('staff');
    const session = await sessionOf(email);
    for (const role of officeRoles) {
      await changeRole(mine.manager, { userId: id, role });
      expect(await identityOf(session)).toMatchObject({ role });
    }
    await removeMember(mine.manager, { userId: id, heirId: null });
    expect(await identityOf(session)).toBeUndefined();
  });

  test('ask for a recent proof: an unlocked screen invites, promotes and removes nobody', async () => {
    const { id: userId } = await person('staff');
    const { sessionId: _, ...unproved } = { sessionId: '', ...mine.manager };
    const attempts = [
      inviteMember(unproved, { email: `left-${v7()}@example.test`, role: 'manager' }),
      changeRole(unproved, { userId, role: 'manager' }),
      removeMember(unproved, { userId, heirId: null }),
    ];
    for (const attempt of attempts)
      await expect(attempt).rejects.toMatchObject({
        ...{ code: 'forbidden', message: expect.stringContaining('Show that it is you') },
      });
    const seen = await actAs(mine.manager, (tx) => Promise.resolve(askMembers(tx)));
    expect(seen.find((member) => member.userId === userId)?.role).toBe('staff');
  });

  test('nobody changes their own role, and staff change none', async () => {
    await person('manager');
    const own = { userId: mine.manager.userId, role: 'staff' } as const;
    await expect(changeRole(mine.manager, own)).rejects.toSatisfy(refusedWith('CT060'));
    await expect(changeRole(mine.staff, { ...own, role: 'manager' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    // Past the command, the database holds the same.
    await expect(
      actAs(mine.staff, (tx) =>
        tx.update(memberships).set({ role: 'manager' }).where(eq(memberships.userId, mine.staff.userId)),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(removeMember(mine.manager, { userId: mine.manager.userId, heirId: null })).rejects.toSatisfy(
      refusedWith('CT060'),
    );
  });

  test('a company keeps a manager, also where two end each other at once', async () => {
    const company = await makeCompany();
    const other = await person('manager', company);
    const [first, second] = [
      await justSignedIn(company.manager),
      await justSignedIn(actorOf(other.id, 'manager', company)),
    ];
    const results = await Promise.allSettled([
      removeMember(first, { userId: other.id, heirId: null }),
      removeMember(second, { userId: company.manager.userId, heirId: null }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    const left = await actAs(company.system, (tx) =>
      tx.select().from(memberships).where(eq(memberships.role, 'manager')),
    );
    expect(left.length).toBeGreaterThanOrEqual(1);
  });

  test('other companies’ people and invitations are out of reach', async () => {
    const stranger = await person('staff', theirs);
    const missing = { code: 'not_found' };
    await expect(changeRole(mine.manager, { userId: stranger.id, role: 'manager' })).rejects.toMatchObject(
      missing,
    );
    await expect(removeMember(mine.manager, { userId: stranger.id, heirId: null })).rejects.toMatchObject(
      missing,
    );
    const { id } = await inviteMember(theirs.manager, { email: `kept-${v7()}@example.test`, role: 'staff' });
    await withdrawInvitation(mine.manager, { id });
    const kept = await actAs(theirs.manager, (tx) =>
      tx.execute(sql`select from invitations where id = ${id}`),
    );
    expect(kept).toHaveLength(1);
    const seen = await actAs(mine.manager, (tx) => Promise.resolve(askMembers(tx)));
    expect(seen.map(({ userId }) => userId)).not.toContain(stranger.id);
  });

  test('a client’s login gets no office role, whatever is posted', async () => {
    const customer = await makeCustomer(mine.id);
    const client = await makeUser({ companyId: mine.id, role: 'client', customerId: customer.id });
    await expect(changeRole(mine.manager, { userId: client.id, role: 'manager' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const posted = { email: `mass-${v7()}@example.test`, role: 'owner', companyId: theirs.id };
    await expect(inviteMember(mine.manager, posted as never)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('taking access away', () => {
  test('ends the sessions and hands the open work over', async () => {
    const leaver = await person('staff');
    const session = await sessionOf(leaver.email);
    const caseId = await openCase(leaver.id);
    const alone = removeMember(mine.manager, { userId: leaver.id, heirId: null });
    await expect(alone).rejects.toMatchObject({
      code: 'invalid',
      detail: { fields: { heirId: expect.any(String) } },
    });
    const stranger = await person('staff', theirs);
    const foreign = removeMember(mine.manager, { userId: leaver.id, heirId: stranger.id });
    await expect(foreign).rejects.toSatisfy(refusedWith('CT062'));
    expect(await identityOf(session)).toBeDefined();

    const { handedOver } = await removeMember(mine.manager, { userId: leaver.id, heirId: mine.staff.userId });
    expect(handedOver).toBe(1);
    expect(await identityOf(session)).toBeUndefined();
    const [row] = await actAs(mine.manager, (tx) => tx.select().from(cases).where(eq(cases.id, caseId)));
    expect(row?.ownerId).toBe(mine.staff.userId);
  });
});

describe('handing work over', () => {
  /** A leaver with an enquiry to come back to, a case, a task and an event to work at. */
  async function loaded() {
    const leaver = await person('staff');
    const { id: bookingId } = await makeBooking(mine.id, { status: 'confirmed' });
    const ids = { companyId: mine.id, bookingId };
    await actAs(mine.system, async (tx) => {
      await tx.insert(enquiries).values({
        ...{ companyId: mine.id, source: 'office' as const, name: 'Yaa', ownerId: leaver.id },
        followUpOn: '2030-01-01',
      });
      await tx.insert(bookingTasks).values({ ...ids, title: 'Count the forks', assigneeId: leaver.id });
      await tx.insert(bookingStaff).values({ ...ids, userId: leaver.id });
    });
    return { ...leaver, caseId: await openCase(leaver.id), bookingId };
  }
  const openOf = async (userId: string) => {
    const members = await actAs(mine.manager, (tx) => Promise.resolve(askMembers(tx)));
    return members.find((member) => member.userId === userId)?.openWork;
  };

  test('says what is open, gives all of it in one, and says so in the trail', async () => {
    const leaver = await loaded();
    const open = await openOf(leaver.id);
    expect(workWords(open as OpenWork)).toBe(
      '1 enquiry (1 with a follow-up), 1 case, 1 task, 1 event to work at',
    );
    const heir = await person('staff');
    expect(await handOverWork(mine.manager, { userId: leaver.id, heirId: heir.id })).toEqual({
      handedOver: 4,
    });
    expect(await openOf(heir.id)).toEqual(open);
    expect(countOf((await openOf(leaver.id)) as OpenWork)).toBe(0);
    const [entry] = await actAs(mine.manager, (tx) =>
      tx.execute<{ detail: unknown }>(
        sql`select detail from audit_events where action = 'work_handed_over' and detail ->> 'userId' = ${leaver.id}`,
      ),
    );
    expect(entry?.detail).toMatchObject({ heirId: heir.id, enquiries: 1, cases: 1, tasks: 1, events: 1 });
  });

  test('to nobody on purpose lets a person go without an heir', async () => {
    const leaver = await loaded();
    expect(await removeMember(mine.manager, { userId: leaver.id, heirId: 'nobody' })).toEqual({
      handedOver: 4,
    });
    const [row] = await actAs(mine.manager, (tx) =>
      tx.select({ ownerId: cases.ownerId }).from(cases).where(eq(cases.id, leaver.caseId)),
    );
    expect(row?.ownerId).toBeNull();
  });

  test('never to who can’t work on it, nor from or to another company', async () => {
    const leaver = await loaded();
    const stranger = await person('staff', theirs);
    const accountant = await makeUser({ companyId: mine.id, role: 'accountant' });
    for (const heir of [stranger, accountant, leaver])
      await expect(handOverWork(mine.manager, { userId: leaver.id, heirId: heir.id })).rejects.toSatisfy(
        refusedWith('CT062'),
      );
    const foreign = await handOverWork(theirs.manager, { userId: leaver.id, heirId: stranger.id });
    expect(foreign).toEqual({ handedOver: 0 });
    await expect(
      handOverWork(mine.staff, { userId: leaver.id, heirId: mine.staff.userId }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(countOf((await openOf(leaver.id)) as OpenWork)).toBe(4);
    // Who would be left with work that their role can't open hands it over first.
    await expect(changeRole(mine.manager, { userId: leaver.id, role: 'accountant' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await changeRole(mine.manager, { userId: leaver.id, role: 'planner' });
  });
});

describe('my account', () => {
  test('a changed password ends every other session, and this one goes on', async () => {
    const { id, email } = await person('staff');
    const [here, there] = [await sessionOf(email), await sessionOf(email)];
    const next = 'eleven quiet market drums';
    const wrong = changePassword(actorOf(id), { current: 'not this one at all', next, keep: here });
    await expect(wrong).rejects.toMatchObject({ detail: { fields: { current: expect.any(String) } } });
    await changePassword(actorOf(id), { current: password, next, keep: here });
    expect(await identityOf(here)).toBeDefined();
    expect(await identityOf(there)).toBeUndefined();
    expect(await signInWithPassword({ email, password }, origin)).toMatchObject({ ok: false });
    await sessionOf(email, next);
  });

  test('keeps no session of somebody else or that was ended', async () => {
    const [one, other] = [await person('staff'), await person('staff')];
    const [mineOpen, othersOpen] = [await sessionOf(one.email), await sessionOf(other.email)];
    await signOutDevice(actorOf(one.id), { id: mineOpen });
    await changeOwnPassword(
      { userId: one.id, current: password, next: 'a roof of wet red clay', keep: mineOpen },
      origin,
    );
    expect(await identityOf(mineOpen)).toBeUndefined();
    await signOutDevice(actorOf(one.id), { id: othersOpen });
    await signOutOthers(actorOf(one.id), { id: othersOpen });
    expect(await identityOf(othersOpen)).toBeDefined();
  });

  test('signs one device out, or all others', async () => {
    const { id, email } = await person('staff');
    const [here, there, third] = [await sessionOf(email), await sessionOf(email), await sessionOf(email)];
    await signOutDevice(actorOf(id), { id: there });
    expect(await identityOf(there)).toBeUndefined();
    const open = await actAs(actorOf(id), (tx) => Promise.resolve(askMySessions(tx)));
    expect(open.map((session) => session.id).sort()).toEqual([here, third].sort());
    await signOutOthers(actorOf(id), { id: here });
    expect(await identityOf(third)).toBeUndefined();
    expect(await identityOf(here)).toBeDefined();
  });

  test.each(['short', 'password1234', 'qwertyuiop123', '000000000000', 'abcabcabcabc', 'x'.repeat(201)])(
    'takes no password like %s',
    async (next) => {
      const { id, email } = await person('staff');
      const keep = await sessionOf(email);
      const weak = changePassword(actorOf(id), { current: password, next, keep });
      await expect(weak).rejects.toMatchObject({
        code: 'invalid',
        detail: { fields: { next: expect.any(String) } },
      });
    },
  );

  test('guesses of the present password are limited', async () => {
    const { id } = await person('staff');
    const guess = () =>
      changePassword(actorOf(id), {
        current: 'a wrong guess of it',
        next: 'a roof of wet red clay',
        keep: v7(),
      });
    for (let n = 0; n < 10; n += 1) await expect(guess()).rejects.toMatchObject({ code: 'invalid' });
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' });
  }, 30_000);

  test('renames oneself and nobody else', async () => {
    const { id } = await person('staff');
    await renameMe(actorOf(id), { name: '  Abena  ', userId: mine.staff.userId } as never);
    const members = await actAs(mine.manager, (tx) => Promise.resolve(askMembers(tx)));
    const nameOf = (userId: string) => members.find((member) => member.userId === userId)?.name;
    expect([nameOf(id), nameOf(mine.staff.userId)]).toEqual(['Abena', 'Test staff']);
  });

  test('lists the companies one is in, and opens no other', async () => {
    const { id, email } = await person('staff');
    const companies = await actAs(actorOf(id), (tx) => Promise.resolve(askMyCompanies(tx)));
    expect(companies.map((company) => company.id)).toEqual([mine.id]);
    const sessionId = await sessionOf(email);
    await expect(chooseCompany({ sessionId, companyId: theirs.id }, origin)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await identityOf(sessionId)).toMatchObject({ companyId: mine.id });
  });
});

describe('a mailed link for a new password', () => {
  const at = new Date('2026-11-26T12:00:00Z');
  const next = 'nine blue kettles singing';

  test('works once, ends every session, and only for half an hour', async () => {
    const { id, email } = await person('staff');
    const session = await sessionOf(email);
    const token = resetToken({ userId: id, epoch: 1 }, at);
    const late = new Date(at.getTime() + 30 * 60_000 + 1);
    await expect(resetPassword({ token, password: next }, origin, late)).rejects.toMatchObject({
      code: 'not_found',
    });
    await resetPassword({ token, password: next }, origin, at);
    expect(await identityOf(session)).toBeUndefined();
    await sessionOf(email, next);
    const again = resetPassword({ token, password: 'ten green kettles silent' }, origin, at);
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
    await sessionOf(email, next);
  });

  test('is for one person until one moment: nothing of it can be bent', async () => {
    const [one, other] = [await person('staff'), await person('manager')];
    const token = resetToken({ userId: one.id, epoch: 1 }, at);
    const [, until = '', seal = ''] = token.split('.');
    const bent = [
      `${other.id}.${until}.${seal}`,
      `${one.id}.${(Number.parseInt(until, 36) + 60).toString(36)}.${seal}`,
      `${one.id}.${until}.${'A'.repeat(43)}`,
      `${v7()}.${until}.${seal}`,
      '',
    ];
    for (const wrong of bent)
      await expect(
        resetPassword({ token: wrong, password: next }, { ip: '192.0.2.8' }, at),
      ).rejects.toMatchObject({
        code: 'not_found',
      });
    await sessionOf(one.email);
    await sessionOf(other.email);
  });
});

test('a device is told by what its browser says', () => {
  const chrome =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36';
  expect(deviceWords(chrome)).toBe('Chrome on Android');
  expect(
    deviceWords('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'),
  ).toBe('Safari on iPhone');
  expect(deviceWords(null)).toBe('An unknown device');
});

/** The database's own refusal, before it becomes a sentence. */
const refusedWith = (code: string) => (error: unknown) =>
  !(error instanceof Refusal) && (error as { code?: string }).code === code;

async function openCase(ownerId: string): Promise<string> {
  const { id: bookingId, customerId } = await makeBooking(mine.id);
  const id = v7();
  await actAs(mine.system, (tx) =>
    tx.insert(cases).values({
      id,
      companyId: mine.id,
      bookingId,
      customerId,
      reason: 'manual',
      summary: 'Cold rice',
      ownerId,
      acknowledgeBy: new Date('2030-01-01'),
      resolveBy: new Date('2030-01-02'),
    }),
  );
  return id;
}
