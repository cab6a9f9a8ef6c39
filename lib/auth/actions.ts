'use server';

import { redirect } from 'next/navigation';
import { signOut } from './config';

/** Ends this browser's session and goes to the login page. */
export async function signOutAction(): Promise<void> {
  await signOut({ redirect: false });
  redirect('/login');
}
