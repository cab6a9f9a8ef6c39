import { redirect } from 'next/navigation';
import { currentIdentity } from '@/lib/auth/actor';
import { homeOf } from '@/lib/auth/home';
import { setUpAddress } from '@/lib/auth/next-address';
import { isEmpty } from '@/lib/people/first-run';

export const dynamic = 'force-dynamic';

/** Everyone's start: the office's day, the client's next event, or the login page. */
export default async function HomePage() {
  const identity = await currentIdentity();
  if (!identity) redirect((await isEmpty()) ? '/welcome' : '/login');
  if (identity.mustSetUp) redirect(setUpAddress);
  redirect(homeOf(identity.role));
}
