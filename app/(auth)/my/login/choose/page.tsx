import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/frame/auth-frame';
import { ChooseForm } from '@/components/people/portal-forms';
import { portalLogin, safeNext } from '@/lib/auth/next-address';
import { currentOrigin } from '@/lib/auth/origin';
import { ticketCookie } from '@/lib/auth/portal/code-ticket';
import { openDoors } from '@/lib/auth/portal/enter';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Which events?' };
export const dynamic = 'force-dynamic';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function PortalChoosePage({ searchParams }: Props) {
  const { next } = await searchParams;
  const ticket = (await cookies()).get(ticketCookie())?.value;
  const doors = await openDoors(ticket, await currentOrigin(), now());
  if (doors.length === 0) redirect(portalLogin);
  const records = doors.map(({ customerId, company, name }) => ({ customerId, company, name }));
  return (
    <AuthFrame title="Which events?" note="You are known in more than one place. Choose where to go.">
      <ChooseForm records={records} next={safeNext([next].flat()[0]) ?? ''} />
    </AuthFrame>
  );
}
