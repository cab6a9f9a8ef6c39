import { redirect } from 'next/navigation';
import { currentIdentity } from '@/lib/auth/actor';

export const dynamic = 'force-dynamic';

/** Everyone's start: the office's day, the client's next event, or the login page. */
export default async function HomePage() {
  const identity = await currentIdentity();
  if (!identity) redirect('/login');
  redirect(identity.role === 'client' ? '/my/bookings' : '/dashboard');
}
