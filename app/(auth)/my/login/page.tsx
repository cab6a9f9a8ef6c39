import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { ContactForm } from '@/components/people/portal-forms';
import { safeNext } from '@/lib/auth/next-address';

export const metadata: Metadata = { title: 'Sign in to your events' };
export const dynamic = 'force-dynamic';

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function PortalLoginPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <AuthFrame
      title="Sign in to your events"
      note="We send a code to the phone or e-mail address that your caterer knows. No password needed."
    >
      <ContactForm next={safeNext([next].flat()[0]) ?? ''} />
    </AuthFrame>
  );
}
