import { eq } from 'drizzle-orm';
import { Secret, TOTP } from 'otpauth';
import { v7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { rateLimits, sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs } from '@/db/session';
import { forgetSecondFactor } from './forget-second-factor';
import {
  offerSecondFactor,
  renewRecoveryCodes,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from './own-second-factor';
import { hashPassword } from './password';
import { writePending } from './pending-sign-in';
import { identityOf, signInWithCode, signInWithPassword } from './sign-in';

const password = 'seven goats cross slowly';
const origin = { ip: '192.0.2.9', requestId: 'second-step' };
const asGate = <T>(work: Parameters<typeof actAs<T>>[1]) => actAs<T>({ role: 'auth', name: 'test' }, work);
let passwordHash: string;
let company: TestCompany;

type Person = { id: string; email: string; own: Own; secret: string; codes: string[] };
type Own = { userId: string; sessionId: string; companyId: string };

beforeAll(async () => {
  passwordHash = await hashPassword(password);
  company = await makeCompany();
});

/** The clock of a test goes on by itself, so that each of its codes is another. */
let clock = Date.now();
const later = (seconds = 60) => {
  clock += seconds * 1000;
  return new Date(clock);
};
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

async function personWithStep(): Promise<Person> {
  const { id, email } = await makeUser({ companyId: company.id, role: 'staff', passwordHash });
  const own = { userId: id, sessionId: await makeSession(id), companyId: company.id };
  const at = later();
  const { secret, offer } = offerSecondFactor(own, email, at);
  const codes = await turnOnSecondFactor({ ...own, offer, code: codeAt(secret, at) }, origin, at);
  return { id, email, own, secret, codes };
}

async function pendingOf({ email }: Pick<Person, 'email'>, at = new Date(clock)): Promise<string> {
  const result = await signInWithPassword({ email, password }, origin, at);
  if (result.ok || result.reason !== 'second_step') throw new Error('no second step was asked for');
  return result.pending;
}
const step = (pending: string, code: string, at: Date) => signInWithCode({ pending, code }, origin, at);
const sessionsOf = (userId: string) =>
  asGate((tx) => tx.select().from(sessions).where(eq(sessions.userId, userId)));

let person: Person;
beforeEach(async () => {
  person = await personWithStep();
});

describe('the second step', () => {
  test('opens no session before its code, and one with it', async () => {
    const before = await sessionsOf(person.id);
    const at = later();
    const pending = await pendingOf(person, at);
    expect(await sessionsOf(person.id)).toHaveLength(before.length);
    expect(await step(pending, codeAt(person.secret, at), at)).toMatchObject({ ok: true, userId: person.id });
    expect(await sessionsOf(person.id)).toHaveLength(before.length + 1);
  });

  test('takes a code once, also of two at the same moment, and none from before it', async () => {
    const at = later();
    const pending = await pendingOf(person, at);
    const code = codeAt(person.secret, at);
    const both = await Promise.all([step(pending, code, at), step(pending, code, at)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await step(pending, code, at)).toEqual({ ok: false, reason: 'used' });
    const older = codeAt(person.secret, new Date(at.getTime() - 30_000));
    expect(await step(pending, older, at)).toEqual({ ok: false, reason: 'used' });
  });

  test('the code that turned it on opens nothing', async () => {
    const at = new Date(clock);
    expect(await step(await pendingOf(person), codeAt(person.secret, at), at)).toEqual({
      ok: false,
      reason: 'used',
    });
  });

  test('of another person’s pending sign-in isn’t taken, nor is a pending one that somebody wrote', async () => {
    const other = await personWithStep();
    const at = later();
    const pending = await pendingOf(person, at);
    expect(await step(pending, codeAt(other.secret, at), at)).toMatchObject({ reason: 'wrong' });
    expect(await step(pending, other.codes[0] ?? '', at)).toMatchObject({ reason: 'wrong' });
    const [body = '', seal = ''] = (await pendingOf(other, at)).split('.');
    const forged = Buffer.from(JSON.stringify([other.id, 1, other.email, at.getTime() + 1e9])).toString(
      'base64url',
    );
    for (const token of [
      `${forged}.${seal}`,
      `${body}.${seal.replace(/^./, '!')}`,
      `${body}.`,
      '',
      'x.y',
      `${body}${seal}`,
    ])
      expect(await step(token, codeAt(other.secret, at), at)).toEqual({ ok: false, reason: 'start_over' });
  });

  test('opens a session by what was proved before it: after a code of the portal it gets into no office', async () => {
    const { id: userId, email, secret } = person;
    const at = later();
    const [login] = await asGate((tx) => tx.select().from(users).where(eq(users.id, userId)));
    const pending = writePending({ userId, epoch: login?.epoch ?? 0, email, by: 'code' }, at);
    const opened = await step(pending, codeAt(secret, at), at);
    if (!opened.ok) throw new Error(opened.reason);
    const [row] = await asGate((tx) => tx.select().from(sessions).where(eq(sessions.id, opened.sessionId)));
    expect(row?.openedBy).toBe('code');
    expect(await identityOf(opened.sessionId)).toBeUndefined();
  });

  test('runs out after ten minutes, and with the password', async () => {
    const at = later();
    const pending = await pendingOf(person, at);
    const late = new Date(at.getTime() + 10 * 60_000);
    expect(await step(pending, codeAt(person.secret, late), late)).toMatchObject({ reason: 'start_over' });
    await asGate((tx) => tx.update(users).set({ passwordHash: 'another' }).where(eq(users.id, person.id)));
    expect(await step(pending, codeAt(person.secret, at), at)).toMatchObject({ reason: 'start_over' });
    const raised = writePending({ userId: person.id, epoch: 99, email: person.email, by: 'password' }, at);
    expect(await step(raised, codeAt(person.secret, at), at)).toMatchObject({ reason: 'start_over' });
  });

  test('five guesses, then even the right code waits; other addresses don’t help, nor does the password', async () => {
    const at = later();
    const pending = await pendingOf(person, at);
    for (let guess = 0; guess < 5; guess += 1)
      expect(
        await signInWithCode({ pending, code: '000000' }, { ip: `198.51.100.${guess}` }, at),
      ).toMatchObject({
        reason: 'wrong',
      });
    const right = codeAt(person.secret, at);
    expect(await signInWithCode({ pending, code: right }, { ip: '203.0.113.1' }, at)).toMatchObject({
      reason: 'too_many',
    });
    expect(await step(await pendingOf(person, at), right, at)).toMatchObject({ reason: 'too_many' });
    // A day has thirty in all, however the quarters of an hour go by.
    await asGate((tx) => tx.delete(rateLimits).where(eq(rateLimits.key, `second-step:${person.id}`)));
    await asGate((tx) =>
      tx
        .update(rateLimits)
        .set({ count: 30 })
        .where(eq(rateLimits.key, `second-step-day:${person.id}`)),
    );
    expect(await step(pending, right, at)).toMatchObject({ reason: 'too_many' });
  });

  test('stays out of what is stored: no code, no secret', async () => {
    const [row] = await asGate((tx) =>
      tx.select().from(secondFactors).where(eq(secondFactors.userId, person.id)),
    );
    const stored = JSON.stringify(row);
    expect(stored).not.toContain(person.secret);
    for (const code of person.codes) expect(stored).not.toContain(code);
    expect(row?.recoveryHashes).toHaveLength(10);
  });
});

describe('recovery codes', () => {
  test('each opens once, however it is typed, also of two at the same moment', async () => {
    const at = later();
    const [first = '', second = ''] = person.codes;
    const pending = await pendingOf(person, at);
    expect(await step(pending, ` ${first.toUpperCase()} `, at)).toMatchObject({ ok: true });
    expect(await step(pending, first, at)).toMatchObject({ reason: 'wrong' });
    const both = await Promise.all([step(pending, second, at), step(pending, second, at)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('new ones end the old ones, and need a code', async () => {
    const at = later();
    await expect(renewRecoveryCodes({ ...person.own, code: '000000' }, origin, at)).rejects.toMatchObject({
      detail: { fields: { code: expect.any(String) } },
    });
    const fresh = await renewRecoveryCodes({ ...person.own, code: codeAt(person.secret, at) }, origin, at);
    const pending = await pendingOf(person, at);
    expect(await step(pending, person.codes[0] ?? '', at)).toMatchObject({ reason: 'wrong' });
    expect(await step(pending, fresh[0] ?? '', at)).toMatchObject({ ok: true });
  });
});

describe('turning it on and off', () => {
  test('on: only by a code of this offer, in this session and in time; other sessions end', async () => {
    const { id, email } = await makeUser({ companyId: company.id, role: 'staff', passwordHash });
    const own = { userId: id, sessionId: await makeSession(id), companyId: company.id };
    const elsewhere = { ...own, sessionId: await makeSession(id) };
    const at = later();
    const { secret, offer } = offerSecondFactor(own, email, at);
    const code = codeAt(secret, at);
    await expect(turnOnSecondFactor({ ...own, offer, code: '000000' }, origin, at)).rejects.toThrow(
      'isn’t the code',
    );
    await expect(turnOnSecondFactor({ ...elsewhere, offer, code }, origin, at)).rejects.toThrow('too old');
    const foreign = { ...own, userId: person.id };
    await expect(turnOnSecondFactor({ ...foreign, offer, code }, origin, at)).rejects.toThrow('too old');
    const late = new Date(at.getTime() + 31 * 60_000);
    await expect(
      turnOnSecondFactor({ ...own, offer, code: codeAt(secret, late) }, origin, late),
    ).rejects.toThrow('too old');
    expect(await turnOnSecondFactor({ ...own, offer, code }, origin, at)).toHaveLength(10);
    await expect(turnOnSecondFactor({ ...own, offer, code }, origin, at)).rejects.toThrow('already');
    const open = (await sessionsOf(id)).filter(({ endedAt }) => endedAt === null);
    expect(open.map((session) => session.id)).toEqual([own.sessionId]);
  });

  test('on: a sign-in that is under way by the password alone leaves no session behind', async () => {
    const { id, email } = await makeUser({ companyId: company.id, role: 'staff', passwordHash });
    const own = { userId: id, sessionId: await makeSession(id), companyId: company.id };
    const at = later();
    const { secret, offer } = offerSecondFactor(own, email, at);
    const racing = signInWithPassword({ email, password }, { ...origin, ip: '192.0.2.77' }, at);
    await new Promise((resolve) => setTimeout(resolve, 25));
    await turnOnSecondFactor({ ...own, offer, code: codeAt(secret, at) }, origin, at);
    await racing;
    const open = (await sessionsOf(id)).filter(({ endedAt }) => endedAt === null);
    expect(open.map((session) => session.id)).toEqual([own.sessionId]);
  });

  test('off: only with password and code together', async () => {
    const at = later();
    const right = { password, code: codeAt(person.secret, at) };
    const off = (given: typeof right) => turnOffSecondFactor({ ...person.own, ...given }, origin, at);
    await expect(off({ ...right, password: 'wrong' })).rejects.toMatchObject({
      detail: { fields: { password: expect.any(String) } },
    });
    await expect(off({ ...right, code: '000000' })).rejects.toMatchObject({
      detail: { fields: { code: expect.any(String) } },
    });
    await off(right);
    expect(await signInWithPassword({ email: person.email, password }, origin)).toMatchObject({ ok: true });
  });

  test('is taken away for whoever runs the installation, where nobody else can help', async () => {
    expect(await forgetSecondFactor(` ${person.email.toUpperCase()}`)).toBe(true);
    expect(await forgetSecondFactor(person.email)).toBe(false);
    expect((await sessionsOf(person.id)).every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(await signInWithPassword({ email: person.email, password }, origin)).toMatchObject({ ok: true });
  });

  test('a stored step can’t be turned back or changed, not even by the gate', async () => {
    const change = (set: object) =>
      asGate((tx) => tx.update(secondFactors).set(set).where(eq(secondFactors.userId, person.id)));
    for (const set of [{ lastStep: 1 }, { secretSealed: 'x' }, { userId: v7() }])
      await expect(change(set)).rejects.toMatchObject({ code: '42501' });
  });
});
