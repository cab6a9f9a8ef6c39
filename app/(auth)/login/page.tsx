import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { LoginForm } from '@/components/people/login-form';

export const metadata: Metadata = { title: 'Sign in' };
export const dynamic = 'force-static';

export default function LoginPage() {
  return (
    <AuthFrame
      title="Sign in"
      note="With the address your company invited."
      aside={{
        title: 'The whole event in one place',
        points: [
          { title: 'Bookings', text: 'From the first enquiry to the last plate.' },
          { title: 'Guests heard', text: 'Feedback on WhatsApp, the evening after.' },
          { title: 'Nothing lost', text: 'Every change, message and payment on one timeline.' },
        ],
      }}
    >
      <LoginForm />
    </AuthFrame>
  );
}
