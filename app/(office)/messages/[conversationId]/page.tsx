import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { Chat } from '@/components/messaging/chat';
import { OptInDialog } from '@/components/messaging/opt-in-dialog';
import { personName, plainAddress } from '@/components/messaging/person-name';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { gatePage } from '@/lib/auth/actor';
import { viewConversation } from '@/lib/messaging/conversations/conversation-view';
import { readConversation } from '@/lib/messaging/conversations/queries';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Conversation' };

const optInDialog = 'opt-in';

export default async function ConversationPage(props: { params: Promise<{ conversationId: string }> }) {
  const { actor, identity } = await gatePage('messages.read');
  const { conversationId } = await props.params;
  const known = z.uuid().safeParse(conversationId).success;
  const talk = known ? await readConversation(actor, conversationId) : undefined;
  if (!talk) notFound();
  const view = viewConversation(talk, now());
  const name = personName({ ...talk, customer: talk.customer?.name ?? null });
  return (
    <>
      <PageHead
        back={{ href: '/messages', label: 'Messages' }}
        title={name}
        state={
          view.optedOut ? (
            <Pill tone="rose" shape="cross">
              Opted out
            </Pill>
          ) : view.channel !== 'whatsapp' ? (
            <Pill tone="slate">{view.channel === 'sms' ? 'SMS' : 'E-mail'}</Pill>
          ) : view.openUntil ? (
            <Pill tone="green">Window open</Pill>
          ) : (
            <Pill tone="slate">Window closed</Pill>
          )
        }
        meta={[plainAddress(talk.address), talk.customer ? null : 'Not a customer yet']}
        primary={
          view.optedOut && talk.customer ? (
            <DialogButton opens={optInDialog} variant="primary">
              Record new consent
            </DialogButton>
          ) : talk.customer ? (
            <ButtonLink href={`/customers/${talk.customer.id}`}>Open customer</ButtonLink>
          ) : null
        }
      />
      {talk.customer ? <OptInDialog id={optInDialog} customerId={talk.customer.id} name={name} /> : null}
      <Chat initial={view} timeZone={identity.timeZone} locale={identity.locale} />
    </>
  );
}
