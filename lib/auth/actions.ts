'use server';

import { redirect } from 'next/navigation';
import { currentIdentity } from './actor';
import { signOut } from './config';
import { portalLogin } from './next-address';

/** Ends this browser's session and goes to the login page, customers to theirs. */
export async function signOutAction(): Promise<void> {
  const me = await currentIdentity();
  await signOut({ redirect: false });
  redirect(me?.role === 'client' ? portalLogin : '/login');
}
