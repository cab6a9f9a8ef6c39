'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { z } from 'zod';
import { SecondStepAsked, signIn } from '@/lib/auth/config';
import { safeNext } from '@/lib/auth/next-address';
import { cookieOptions, forgetCookie } from '@/lib/auth/own-cookie';
import { pendingCookie, pendingMinutes, readPending } from '@/lib/auth/pending-sign-in';
import { codeSentence } from '@/lib/auth/second-factor';
import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { isEmpty } from './first-run';
import { signedInHere } from './signed-in-here';
import { watchSignIn } from './watch-sign-in';

export type SignInState = { message?: string; email?: string };

const form = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(10_000),
  next: z.string().optional(),
});
const codeForm = z.object({ code: z.string().min(1).max(100), next: z.string().optional() });

const incomplete = 'Enter your e-mail address and your password.';
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
      await watchSignIn(email, false, now());
      return { email, message: sentenceFor(error) };
    }
    pending = error.pending;
  }
  if (pending) {
    (await cookies()).set(pendingCookie(), pending, { ...cookieOptions(), maxAge: pendingMinutes * 60 });
    redirect((next ? `/login/code?next=${encodeURIComponent(next)}` : '/login/code') as '/login/code');
  }
  await signedInHere({ email: parsed.data.email.trim().toLowerCase() }, now());
  redirect((next ?? '/') as '/');
}

/** The second step: a code of the app or a recovery code, of whose password was right in this browser just now. */
export async function secondStepAction(_before: SignInState, data: FormData): Promise<SignInState> {
  const parsed = data instanceof FormData ? codeForm.safeParse(Object.fromEntries(data)) : undefined;
  if (!parsed?.success) return { message: 'Enter the code that your app shows now.' };
  const jar = await cookies();
  const pending = jar.get(pendingCookie())?.value;
  const started = readPending(pending, now());
  if (!pending || !started) redirect('/login');
  try {
    await signIn('credentials', { pending, code: parsed.data.code, redirect: false });
  } catch (error) {
    await watchSignIn(started.email, false, now());
    return { message: sentenceFor(error) };
  }
  jar.delete(forgetCookie(pendingCookie()));
  await signedInHere({ userId: started.userId, email: started.email || null }, now());
  redirect((safeNext(parsed.data.next) ?? '/') as '/');
}

const sentences: Record<string, string> & { credentials: string } = {
  credentials: 'This e-mail address and password don’t belong together. Check both and try again.',
  too_many: 'Too many attempts for this address. Wait 15 minutes, then try again.',
  busy: 'Many people are signing in right now. Try again in a minute.',
  code_start_over: 'This took too long, or your password has changed. Start over.',
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
