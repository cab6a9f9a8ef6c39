'use client';

import { lazy, type ReactNode } from 'react';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { may, type Role } from '@/lib/auth/permissions';
import type { PortalState } from '@/lib/customers/portal-queries';
import { statusWords } from '@/lib/messaging/conversations/message-words';
import { isNotSentReason, notSentReasons } from '@/lib/messaging/outbox/rules';
import { portalDialog } from './dialog-names';

const PortalDialog = lazy(() => import('./portal-dialog'));
const dialogs = [portalDialog];

type When = { now: Date; timeZone: string; locale: string };
type Props = { portal: PortalState; role: Role; when: When };

/** How a customer stands to the portal, and the way to ask them in. */
export function PortalSection({ portal, role, when }: Props) {
  const mayInvite = may(role, 'portal.invite') && !portal.erased;
  return (
    <Section
      title="Portal"
      actions={
        mayInvite ? (
          <DialogButton opens={portalDialog} size="small">
            Invite to portal
          </DialogButton>
        ) : null
      }
    >
      <div className="flex flex-col gap-1 text-sm">
        <p>{signedIn(portal, when)}</p>
        {may(role, 'messages.read') ? <Invited invited={portal.invited} when={when} /> : null}
      </div>
      {mayInvite ? (
        <DialogsOnDemand ids={dialogs}>
          <PortalDialog portal={portal} />
        </DialogsOnDemand>
      ) : null}
    </Section>
  );
}

function signedIn({ since, signedInAt }: PortalState, when: When): ReactNode {
  if (signedInAt)
    return (
      <>
        Signed in last <RelativeTime at={signedInAt} {...when} />
      </>
    );
  if (!since) return 'Never signed in';
  return (
    <>
      Has a login since <RelativeTime at={since} {...when} />, and wasn’t in of late
    </>
  );
}

function Invited({ invited, when }: { invited: PortalState['invited']; when: When }) {
  if (!invited) return <p className="text-muted">Not invited yet</p>;
  const { at, channel, status, reason } = invited;
  return (
    <>
      <p className="text-muted">
        Invited <RelativeTime at={at} {...when} /> by {channel === 'email' ? 'e-mail' : 'WhatsApp'} ·{' '}
        {statusWords[status]}
      </p>
      {reason && isNotSentReason(reason) ? (
        <p className="text-attention-ink">{notSentReasons[reason]}</p>
      ) : null}
    </>
  );
}
