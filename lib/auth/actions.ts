'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthError } from 'next-auth';
import { z } from 'zod';
import { log } from '@/lib/platform/log';
import { signIn, signOut } from './config';

export type SignInState = { message?: string; email?: string };

const form = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(10_000),
  next: z.string().optional(),
});

/** Only a path of this site, never `//host` or a scheme. */
const ownPath = /^\/(?![/\\])[\w\-./?=&%]*$/;

/** Signs in by the login form; goes to where the person was headed, or says in one sentence why not. */
export async function signInAction(_before: SignInState, data: FormData): Promise<SignInState> {
  const parsed = form.safeParse(Object.fromEntries(data));
  const email = String(data.get('email') ?? '').slice(0, 254);
  if (!parsed.success) return { email, message: 'Enter your e-mail address and your password.' };
  try {
    await signIn('credentials', {
      email: parsed.data.email,
      password: parsed.data.password,
      redirect: false,
    });
  } catch (error) {
    return { email, message: sentenceFor(error) };
  }
  const next = parsed.data.next ?? '';
  redirect((ownPath.test(next) ? next : '/') as '/');
}

function sentenceFor(error: unknown): string {
  if (error instanceof AuthError && error.type === 'CredentialsSignin') {
    return (error as { code?: string }).code === 'too_many'
      ? 'Too many attempts for this address. Wait 15 minutes, then try again.'
      : 'This e-mail address and password don’t belong together. Check both and try again.';
  }
  log.error({ error }, 'sign-in failed');
  return 'We can’t sign you in right now. Try again in a minute.';
}

/** Ends this browser's session and goes to the login page. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirect: false });
  // Read by the login page, which forgets this tab's drafts.
  (await cookies()).set('left', '1', { path: '/login', maxAge: 60, sameSite: 'lax' });
  redirect('/login');
}
