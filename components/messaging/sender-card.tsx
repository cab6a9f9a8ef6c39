import { DateTime } from '@/components/ui/date-time';
import { Pill } from '@/components/ui/pill';
import { Card, Notice, Section } from '@/components/ui/section';
import type { ListedSender } from '@/lib/messaging/list-senders';
import { Connection } from './connection';
import { SenderForm } from './sender-form';

type Props = { sender: ListedSender; timeZone: string; locale: string };

/** One sender: its state, the connection test and its settings. */
export function SenderCard({ sender, timeZone, locale }: Props) {
  const paused = sender.pausedAt !== null;
  return (
    <Section
      title={sender.name}
      actions={
        paused ? (
          <Pill tone="rose">Paused</Pill>
        ) : sender.active ? (
          <Pill tone="green">Active</Pill>
        ) : (
          <Pill tone="slate">Off</Pill>
        )
      }
    >
      <Card>
        <div className="flex flex-col gap-6">
          {paused ? (
            <Notice tone="danger" title="Sending is paused">
              {`${sender.pausedReason ?? 'Twilio refused the account'}. Messages wait and nothing is lost; a good connection test lets them go.`}
            </Notice>
          ) : null}
          <div className="flex flex-wrap items-start justify-between gap-4">
            <Connection senderId={sender.id} paused={paused} />
            <p className="text-muted text-sm">
              {sender.testedAt ? (
                <>
                  Last answered <DateTime at={sender.testedAt} timeZone={timeZone} locale={locale} />
                </>
              ) : (
                'Not tested yet'
              )}
            </p>
          </div>
          <SenderForm sender={sender} />
        </div>
      </Card>
    </Section>
  );
}
