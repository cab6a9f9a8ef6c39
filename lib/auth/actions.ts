'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { z } from 'zod';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { signIn, signOut } from './config';
import { deviceCookie, deviceDays, issueDevice } from './device';
import { safeNext } from './next-address';

export type SignInState = { message?: string; email?: string };

const form = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(10_000),
  next: z.string().optional(),
});

const incomplete = 'Enter your e-mail address and your password.';

/** Signs in by the login form; goes to where the person was headed, or says in one sentence why not. */
export async function signInAction(_before: SignInState, data: FormData): Promise<SignInState> {
  // Anybody can call an action with anything.
  if (!(data instanceof FormData)) return { message: incomplete };
  const parsed = form.safeParse(Object.fromEntries(data));
  const email = String(data.get('email') ?? '').slice(0, 254);
  if (!parsed.success) return { email, message: incomplete };
  try {
    await signIn('credentials', {
      email: parsed.data.email,
      password: parsed.data.password,
      redirect: false,
    });
  } catch (error) {
    return { email, message: sentenceFor(error) };
  }
  await rememberBrowser(parsed.data.email.trim().toLowerCase());
  redirect((safeNext(parsed.data.next) ?? '/') as '/');
}

/** So that somebody else's wrong guesses never keep this browser out of this account. */
async function rememberBrowser(email: string): Promise<void> {
  (await cookies()).set(deviceCookie(email), issueDevice(email), {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().PUBLIC_URL?.startsWith('https:') ?? false,
    // Only signing in looks at it.
    path: '/login',
    maxAge: deviceDays * 24 * 3600,
  });
}

const sentences: Record<string, string> & { credentials: string } = {
  credentials: 'This e-mail address and password don’t belong together. Check both and try again.',
  too_many: 'Too many attempts for this address. Wait 15 minutes, then try again.',
  busy: 'Many people are signing in right now. Try again in a minute.',
};

function sentenceFor(error: unknown): string {
  if (error instanceof AuthError && error.type === 'CredentialsSignin') {
    const { code = '' } = error as { code?: string };
    return sentences[code] ?? sentences.credentials;
  }
  log.error({ error }, 'sign-in failed');
  return 'We can’t sign you in right now. Try again in a minute.';
}

/** Ends this browser's session and goes to the login page. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirect: false });
  redirect('/login');
}
