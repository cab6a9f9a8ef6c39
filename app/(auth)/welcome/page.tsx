import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthFrame } from '@/components/frame/auth-frame';
import { WelcomeForm } from '@/components/people/welcome-form';
import { placeOptions } from '@/lib/people/company/place-options';
import { asksForToken, isEmpty } from '@/lib/people/first-run';

export const metadata: Metadata = { title: 'Welcome', robots: { index: false, follow: false } };
export const dynamic = 'force-dynamic';

const initial = { country: 'GH', timeZone: 'Africa/Accra', currency: 'GHS' };

export default async function WelcomePage() {
  if (!(await isEmpty())) redirect('/login');
  return (
    <AuthFrame title="Welcome" note="Nothing is here yet. Begin with your company and your own login.">
      <WelcomeForm
        asksForToken={asksForToken()}
        options={placeOptions({ ...initial, locale: 'en-GH' })}
        initial={initial}
      />
    </AuthFrame>
  );
}
