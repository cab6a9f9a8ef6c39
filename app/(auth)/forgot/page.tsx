import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { ForgotForm } from '@/components/people/reset-forms';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'New password' };
export const dynamic = 'force-dynamic';

export default function ForgotPage() {
  if (!env().SMTP_URL)
    return (
      <AuthFrame
        title="Forgot your password?"
        note="No mail can be sent from here yet."
        text={<>Ask whoever runs this installation to set up its mail server.</>}
      />
    );
  return (
    <AuthFrame title="Forgot your password?" note="We mail you a link to choose a new one.">
      <ForgotForm />
    </AuthFrame>
  );
}
