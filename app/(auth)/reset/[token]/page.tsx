import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { ResetForm } from '@/components/people/reset-forms';

export const metadata: Metadata = { title: 'New password', robots: { index: false, follow: false } };

/** Whether the link holds is asked when it is used: looking at it must not tell. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <AuthFrame title="Choose a new password" note="Every device is signed out by it.">
      <ResetForm token={decodeURIComponent(token)} />
    </AuthFrame>
  );
}
