import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { NextRequest } from 'next/server';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { makeCompany, makeUser } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { sessions } from '@/db/schema/people';
import { actAs } from '@/db/session';
import { handlers } from './config';
import { offerSecondFactor, turnOnSecondFactor } from './own-second-factor';
import { hashPassword } from './password';
import { writePending } from './pending-sign-in';

const password = 'seven goats cross slowly';
const base = 'http://cater.test/api/auth';

/** Posts to the library's own route as anybody can, past the login page. */
async function post(fields: Record<string, string>): Promise<Response> {
  const csrf = await handlers.GET(new NextRequest(`${base}/csrf`));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookie = csrf.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return handlers.POST(
    new NextRequest(`${base}/callback/credentials`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, ...fields }),
    }),
  );
}
const sessionCookie = (answer: Response) =>
  answer.headers.getSetCookie().find((one) => /session-token=[^;]/.test(one));

test('the route of the sign-in library opens no session before the code, and tells no way to one', async () => {
  const company = await makeCompany();
  const user = { companyId: company.id, role: 'staff', passwordHash: await hashPassword(password) } as const;
  const { id: userId, email } = await makeUser(user);
  const own = { userId, sessionId: await makeSession(userId), companyId: company.id };
  const before = new Date(Date.now() - 60_000);
  const { secret, offer } = offerSecondFactor(own, email, before);
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const first = totp.generate({ timestamp: before.getTime() });
  await turnOnSecondFactor({ ...own, offer, code: first }, {}, before);
  const count = async () =>
    (
      await actAs({ role: 'auth', name: 'test' }, (tx) =>
        tx.select().from(sessions).where(eq(sessions.userId, userId)),
      )
    ).length;

  const answer = await post({ email, password });
  expect(sessionCookie(answer)).toBeUndefined();
  expect(answer.headers.get('location')).toMatch(/code=second_step/);
  const pending = writePending({ userId, epoch: 1, email, by: 'password' }, new Date());
  for (const part of [JSON.stringify([...answer.headers]), await answer.text()])
    expect(part).not.toContain(pending.split('.')[0]?.slice(0, 60));
  const tries: Record<string, string>[] = [
    { pending: 'x', code: totp.generate() },
    { pending: `${pending}x`, code: totp.generate() },
    { pending, code: '000000' },
    { pending, code: first },
    { email, password, code: totp.generate(), userId, sessionId: own.sessionId },
    { proof: 'x' },
    // What the entrances hand over within the process is sealed as what it is, and no pending sign-in is one.
    { proof: pending },
    {
      proof: `${Buffer.from(JSON.stringify([userId, 1, company.id, 'passkey', Date.now() + 1e6])).toString('base64url')}.${pending.split('.')[1]}`,
    },
  ];
  for (const forged of tries) expect(sessionCookie(await post(forged))).toBeUndefined();
  expect(await count()).toBe(1);
  const entered = await post({ pending, code: totp.generate() });
  expect(entered.headers.get('location')).not.toMatch(/error|code=/);
  expect(sessionCookie(entered)).toBeDefined();
  expect(await count()).toBe(2);
});

test('a thousand forged updates of a session leave it whose it is', async () => {
  const [mine, theirs] = [await makeCompany(), await makeCompany()];
  const passwordHash = await hashPassword(password);
  const { id: userId, email } = await makeUser({ companyId: mine.id, role: 'staff', passwordHash });
  let cookie = sessionCookie(await post({ email, password }))?.split(';')[0] ?? '';
  expect(cookie).not.toBe('');
  const csrf = await handlers.GET(new NextRequest(`${base}/csrf`));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const csrfCookie = csrf.headers.getSetCookie().map((one) => one.split(';')[0]);
  const strange = await makeSession(theirs.manager.userId);
  const who = {
    role: fc.constantFrom('manager', 'accountant', 'client', 'cater_owner', ''),
    email: fc.constantFrom('manager@catering.test', `${email}.test`, ''),
    companyId: fc.constantFrom(theirs.id, ''),
    customerId: fc.uuid(),
    userId: fc.constantFrom(theirs.manager.userId, mine.manager.userId),
    id: fc.constantFrom(theirs.manager.userId, mine.manager.userId),
    sub: fc.constantFrom(theirs.manager.userId),
    sid: fc.constantFrom(strange, theirs.manager.userId),
    sessionId: fc.constantFrom(strange),
  };
  const claims = fc.record(who, { requiredKeys: [] });
  const forged = fc.record(
    { ...who, identity: claims, user: claims, token: claims, session: claims },
    { requiredKeys: [] },
  );
  for (const data of fc.sample(forged, { numRuns: 1000, seed: 11 })) {
    const answer = await handlers.POST(
      new NextRequest(`${base}/session`, {
        method: 'POST',
        headers: { cookie: [...csrfCookie, cookie].join('; '), 'content-type': 'application/json' },
        body: JSON.stringify({ csrfToken, data, trigger: 'signIn' }),
      }),
    );
    const told = (await answer.json()) as { identity?: Record<string, unknown> };
    expect(told.identity).toMatchObject({
      userId,
      email,
      role: 'staff',
      companyId: mine.id,
      customerId: null,
    });
    // What the library keeps of it is what goes along the next time.
    cookie = sessionCookie(answer)?.split(';')[0] ?? cookie;
  }
}, 120_000);
