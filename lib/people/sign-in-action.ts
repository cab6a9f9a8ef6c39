'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { AuthError } from 'next-auth';
import { z } from 'zod';
import { SecondStepAsked, signIn } from '@/lib/auth/config';
import { deviceCookie, deviceDays, issueDevice, knownDevice } from '@/lib/auth/device';
import { safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { pendingMinutes, readPending } from '@/lib/auth/pending';
import { codeSentence } from '@/lib/auth/second-factor';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { watchAtOnce } from '@/lib/security/watch';
import { isEmpty } from './first-run';
import { tellOfNewDevice } from './sign-in-notice';

export type SignInState = { message?: string; email?: string };

/** Where the second step of this browser's sign-in is kept; only the login pages get it. */
const pendingCookie = 'cater-second-step';

const form = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(10_000),
  next: z.string().optional(),
});
const codeForm = z.object({ code: z.string().min(1).max(100), next: z.string().optional() });

const incomplete = 'Enter your e-mail address and your password.';
const ofLogin = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: env().PUBLIC_URL?.startsWith('https:') ?? false,
  path: '/login',
});

/** Signs in by the login form; goes to where the person was headed, on to the second step, or says in one sentence why not. */
export async function signInAction(_before: SignInState, data: FormData): Promise<SignInState> {
  // Anybody can call an action with anything.
  if (!(data instanceof FormData)) return { message: incomplete };
  const parsed = form.safeParse(Object.fromEntries(data));
  const email = String(data.get('email') ?? '').slice(0, 254);
  if (!parsed.success) return { email, message: incomplete };
  const next = safeNext(parsed.data.next);
  let pending: string | undefined;
  try {
    await signIn('credentials', {
      email: parsed.data.email,
      password: parsed.data.password,
      redirect: false,
    });
  } catch (error) {
    if (!(error instanceof SecondStepAsked)) {
      if (await isEmpty().catch(() => false)) redirect('/welcome');
      await watch(email, false);
      return { email, message: sentenceFor(error) };
    }
    pending = error.pending;
  }
  if (pending) {
    (await cookies()).set(pendingCookie, pending, { ...ofLogin(), maxAge: pendingMinutes * 60 });
    redirect((next ? `/login/code?next=${encodeURIComponent(next)}` : '/login/code') as '/login/code');
  }
  await signedInHere(parsed.data.email.trim().toLowerCase());
  redirect((next ?? '/') as '/');
}

/** The second step: a code of the app or a recovery code, of whose password was right in this browser just now. */
export async function secondStepAction(_before: SignInState, data: FormData): Promise<SignInState> {
  const parsed = data instanceof FormData ? codeForm.safeParse(Object.fromEntries(data)) : undefined;
  if (!parsed?.success) return { message: 'Enter the code that your app shows now.' };
  const jar = await cookies();
  const pending = jar.get(pendingCookie)?.value;
  const started = readPending(pending, now());
  if (!pending || !started) redirect('/login');
  try {
    await signIn('credentials', { pending, code: parsed.data.code, redirect: false });
  } catch (error) {
    await watch(started.email, false);
    return { message: sentenceFor(error) };
  }
  jar.delete({ name: pendingCookie, path: '/login' });
  await signedInHere(started.email);
  redirect((safeNext(parsed.data.next) ?? '/') as '/');
}

/**
 * Remembers the browser, so that somebody else's wrong guesses never keep it out of this account; of one that wasn't
 * known yet the person is told.
 */
async function signedInHere(email: string): Promise<void> {
  const jar = await cookies();
  const known = knownDevice(email, jar.get(deviceCookie(email))?.value);
  jar.set(deviceCookie(email), issueDevice(email), { ...ofLogin(), maxAge: deviceDays * 24 * 3600 });
  if (known) return;
  await watch(email, true);
  const { requestId, ip } = await currentOrigin();
  const told = { email, userAgent: (await headers()).get('user-agent'), at: now() };
  after(() =>
    tellOfNewDevice(told, { requestId, ip }).catch((error: unknown) =>
      log.error({ error, requestId }, 'nobody was told of a sign-in from a new device'),
    ),
  );
}

/** Has security look at what just happened, once the answer is out. */
async function watch(email: string, succeeded: boolean): Promise<void> {
  const origin = await currentOrigin();
  const seen = { email: email.trim().toLowerCase(), succeeded, now: now() };
  after(() =>
    watchAtOnce(seen, origin).catch((error: unknown) =>
      log.error({ error, requestId: origin.requestId }, 'a sign-in was not looked at'),
    ),
  );
}

const sentences: Record<string, string> & { credentials: string } = {
  credentials: 'This e-mail address and password don’t belong together. Check both and try again.',
  too_many: 'Too many attempts for this address. Wait 15 minutes, then try again.',
  busy: 'Many people are signing in right now. Try again in a minute.',
  code_start_over: 'This took too long, or your password has changed. Sign in with your password again.',
};

function sentenceFor(error: unknown): string {
  if (error instanceof AuthError && error.type === 'CredentialsSignin') {
    const { code = '' } = error as { code?: string };
    const reason = (['wrong', 'used', 'none', 'too_many'] as const).find((one) => code === `code_${one}`);
    return reason ? codeSentence(reason) : (sentences[code] ?? sentences.credentials);
  }
  log.error({ error }, 'sign-in failed');
  return 'We can’t sign you in right now. Try again in a minute.';
}
