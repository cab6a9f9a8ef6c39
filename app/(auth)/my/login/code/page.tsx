import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { PortalCodeForm } from '@/components/people/portal-forms';
import { safeNext } from '@/lib/auth/next-address';

export const metadata: Metadata = { title: 'Enter your code' };
export const dynamic = 'force-dynamic';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function PortalCodePage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <AuthFrame
      title="Enter your code"
      note="If your caterer knows you by what you gave, a code is on its way: on WhatsApp or by e-mail."
    >
      <PortalCodeForm next={safeNext([next].flat()[0]) ?? ''} />
    </AuthFrame>
  );
}
