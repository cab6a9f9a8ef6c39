'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Segmented } from '@/components/ui/choice';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import type { PortalState } from '@/lib/customers/portal-queries';
import { reachChoices, sayReach } from '@/lib/messaging/reach-choices';
import { inviteToPortal } from '@/lib/people/actions';
import { portalDialog } from './dialog-names';

const schema = () =>
  import('@/lib/people/portal/invite-schema').then((file) => file.portalInvitation.pick({ way: true }));
const ways = reachChoices.filter(({ value }) => value !== 'link');

/** Sends a customer the way into the portal, where a code lets them in. */
export default function PortalDialog({ portal }: { portal: PortalState }) {
  const form = useForm({
    id: `portal-${portal.id}`,
    initial: { way: (portal.phone || !portal.email ? 'whatsapp' : 'email') as string },
    draft: false,
    schema,
    send: ({ way }, key) => inviteToPortal({ customerId: portal.id, way }, key),
    saved: (sent, reset) => {
      const { way } = form.values;
      reset();
      closeDialog(portalDialog);
      showAgain();
      if (sent.before) return notify({ message: 'They were invited this way today already' });
      notify({ message: `The invitation is on its way by ${way === 'email' ? 'e-mail' : 'WhatsApp'}` });
    },
  });
  const { way } = form.values;
  return (
    <DialogForm
      id={portalDialog}
      title="Invite to the portal"
      description={`${portal.name} gets a link to the portal, and signs in there by a code that comes to their number or mailbox. They need no password.`}
      form={form}
      submit="Send the invitation"
      cancel="Not now"
    >
      <Segmented
        legend="How it reaches the customer"
        name="way"
        choices={ways}
        value={way}
        onChange={(to) => form.set({ way: to })}
        error={form.errors.way}
      />
      <p className="text-muted text-sm">{sayReach(way, portal)}</p>
    </DialogForm>
  );
}
