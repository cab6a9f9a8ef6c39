'use client';

import { TakeUpButton } from '@/components/enquiries/take-up-button';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import type { ConversationView } from '@/lib/messaging/conversations/conversation-view';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import type { conversationScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { Chat } from './chat';
import { LinkPerson } from './link-person';
import { OptInDialog } from './opt-in-dialog';

const optInDialog = 'opt-in';

/** One conversation: who, whether they can be written to, and what was said. */
export function ConversationScreen({ sent }: { sent: Sent<DataOf<typeof conversationScreen>> }) {
  const { data, place, failed } = useScreen(sent);
  const { view, customer, address } = data;
  const name = personName({ ...data, customer: customer?.name ?? null });
  return (
    <>
      <PageHead
        back={{ href: '/messages', label: 'Messages' }}
        title={name}
        state={<Window view={view} />}
        meta={[plainAddress(address), customer ? null : 'Not a customer yet']}
        primary={
          view.optedOut && customer ? (
            <DialogButton opens={optInDialog} variant="primary">
              Record new consent
            </DialogButton>
          ) : customer ? (
            <ButtonLink href={`/customers/${customer.id}`}>Open customer</ButtonLink>
          ) : (
            <LinkPerson conversationId={view.id} profileName={data.profileName} />
          )
        }
        menu={<TakeUpButton conversationId={view.id} />}
      />
      {customer ? <OptInDialog id={optInDialog} customerId={customer.id} name={name} /> : null}
      <Chat view={view} failed={failed} timeZone={place.timeZone} locale={place.locale} />
    </>
  );
}

function Window({ view }: { view: ConversationView }) {
  if (view.optedOut)
    return (
      <Pill tone="rose" shape="cross">
        Opted out
      </Pill>
    );
  if (view.channel !== 'whatsapp')
    return <Pill tone="slate">{view.channel === 'sms' ? 'SMS' : 'E-mail'}</Pill>;
  return view.openUntil ? <Pill tone="green">Window open</Pill> : <Pill tone="slate">Window closed</Pill>;
}
