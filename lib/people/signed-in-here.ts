import 'server-only';
import { cookies, headers } from 'next/headers';
import { after } from 'next/server';
import { deviceCookie, deviceDays, issueDevice, knownDevice } from '@/lib/auth/device';
import { currentOrigin } from '@/lib/auth/origin';
import { cookieOptions } from '@/lib/auth/own-cookie';
import { sessionIdOf } from '@/lib/auth/session-id';
import { log } from '@/lib/platform/log';
import { tellOfNewDevice } from './sign-in-notice';
import { watchSignIn } from './watch-sign-in';

type Jar = Awaited<ReturnType<typeof cookies>>;

/** Has this browser known to an account from now on, or to a contact that signs in by codes. */
export function knowBrowser(jar: Jar, account: string): void {
  jar.set(deviceCookie(account), issueDevice(account), {
    ...cookieOptions(),
    maxAge: deviceDays * 24 * 3600,
  });
}

/**
 * Remembers the browser, so that somebody else's wrong guesses never keep it out of this account; of one that wasn't
 * known yet the person is told.
 */
export async function signedInHere(
  who: { userId: string; email: string | null } | { userId?: undefined; email: string },
  at: Date,
): Promise<void> {
  const jar = await cookies();
  const account = who.userId === undefined ? who.email : (who.email ?? who.userId);
  const known = knownDevice(account, jar.get(deviceCookie(account))?.value);
  knowBrowser(jar, account);
  if (known) return;
  if (who.email) await watchSignIn(who.email, true, at);
  const { requestId, ip } = await currentOrigin();
  const sessionId = await sessionIdOf((name) => jar.get(name)?.value);
  if (!sessionId) return;
  const told = { sessionId, userAgent: (await headers()).get('user-agent'), at };
  after(() =>
    tellOfNewDevice(told, { requestId, ip }).catch((error: unknown) =>
      log.error({ error, requestId }, 'nobody was told of a sign-in from a new device'),
    ),
  );
}
