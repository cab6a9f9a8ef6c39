import { afterEach, describe, expect, test, vi } from 'vitest';
import { forgetEnv } from '@/lib/platform/env';

const before = process.env.PUBLIC_URL;
/** The rooms that name cookies, as a process at this address has them. */
async function at(url: string | undefined) {
  if (url === undefined) delete process.env.PUBLIC_URL;
  else process.env.PUBLIC_URL = url;
  vi.resetModules();
  forgetEnv();
  return {
    ...(await import('./own-cookie')),
    ...(await import('./device')),
    ...(await import('./pending-sign-in')),
    ...(await import('./portal/code-ticket')),
    ...(await import('./session-id')),
    ...(await import('./config')),
  };
}
afterEach(() => {
  if (before === undefined) delete process.env.PUBLIC_URL;
  else process.env.PUBLIC_URL = before;
  vi.resetModules();
});

describe('a cookie of ours', () => {
  test('over TLS is taken by browsers from this very host alone', async () => {
    const ours = await at('https://cater.test');
    const names = [ours.deviceCookie('ama@example.test'), ours.pendingCookie(), ours.ticketCookie()];
    for (const name of [...names, ours.sessionCookie()]) expect(name).toMatch(/^__Host-/);
    // What the prefix asks for, also where the cookie is taken back.
    for (const options of [ours.cookieOptions(), ours.forgetCookie('x')])
      expect(options).toMatchObject({ httpOnly: true, secure: true, path: '/', sameSite: 'lax' });
    expect(ours.cookieOptions()).not.toHaveProperty('domain');
  });

  test('without TLS has a name that browsers keep there', async () => {
    const ours = await at('http://localhost:3000');
    expect(ours.sessionCookie()).toBe('authjs.session-token');
    expect(ours.cookieOptions().secure).toBe(false);
  });

  test('is no session over TLS where another site of the domain planted it', async () => {
    const ours = await at('https://cater.test');
    const asked: string[] = [];
    await ours.sessionIdOf((name) => void asked.push(name) as undefined);
    expect(asked).toEqual(['__Host-authjs.session-token']);
    for (const planted of ['authjs.session-token', '__Secure-authjs.session-token'])
      expect(await ours.sessionIdOfCookies(`${planted}=abc`)).toBeUndefined();
  });

  test('is what the sign-in library writes, too', async () => {
    const { handlers } = await at('https://cater.test');
    const { NextRequest } = await import('next/server');
    const answer = await handlers.GET(
      new NextRequest('https://cater.test/api/auth/session', {
        headers: { cookie: '__Host-authjs.session-token=broken' },
      }),
    );
    const written = answer.headers.getSetCookie().filter((one) => one.includes('session-token'));
    expect(written).not.toEqual([]);
    for (const one of written) expect(one).toMatch(/^__Host-authjs\.session-token=;.*Path=\/;.*Secure/i);
  });
});
