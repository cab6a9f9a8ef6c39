import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { CodeForm } from '@/components/people/code-form';

export const metadata: Metadata = { title: 'Second step' };
export const dynamic = 'force-static';

export default function CodePage() {
  return (
    <AuthFrame title="Second step" note="Your password was right. Now the code of your app.">
      <CodeForm />
    </AuthFrame>
  );
}
