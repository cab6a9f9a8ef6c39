import type { Metadata } from 'next';
import { AuthFrame } from '@/components/frame/auth-frame';
import { JoinButton, JoinForm } from '@/components/people/join-form';
import { roleWords } from '@/components/people/words';
import { TextLink } from '@/components/ui/link';
import { currentIdentity } from '@/lib/auth/actor';
import { readInvitation } from '@/lib/auth/invitations';
import { currentOrigin } from '@/lib/auth/origin';

export const metadata: Metadata = { title: 'Invitation', robots: { index: false, follow: false } };

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await readInvitation(token, await currentOrigin());
  if (!invitation)
    return (
      <AuthFrame
        title="This invitation doesn’t hold"
        note="It was used, replaced or is older than 72 hours."
        text={
          <>
            Ask whoever invited you for a new one. You joined already?{' '}
            <TextLink href="/login">Sign in</TextLink>
          </>
        }
      />
    );
  const { company, email, role } = invitation;
  const as = role === 'client' ? '' : ` Your role: ${roleWords[role].toLowerCase()}.`;
  const me = await currentIdentity();
  if (me && me.email !== email)
    return (
      <AuthFrame
        title={`Join ${company}`}
        note={`This invitation is for ${email}.`}
        text={
          <>
            You are signed in as {me.email}. Sign out there first, then open this address again.{' '}
            <TextLink href="/">Go on as {me.name}</TextLink>
          </>
        }
      />
    );
  return (
    <AuthFrame title={`Join ${company}`} note={`You were invited to work together in Cater.${as}`}>
      {me ? (
        <JoinButton token={token} company={company} />
      ) : (
        <JoinForm
          token={token}
          email={email}
          loginHref={`/login?next=${encodeURIComponent(`/join/${token}`)}`}
        />
      )}
    </AuthFrame>
  );
}
