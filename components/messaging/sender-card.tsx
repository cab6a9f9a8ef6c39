'use client';

import { useState, useTransition } from 'react';
import { ConfirmFirst } from '@/components/form/confirm-first';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { Pill } from '@/components/ui/pill';
import { Card, Notice, Section } from '@/components/ui/section';
import { testConnection } from '@/lib/messaging/actions';
import type { ListedSender } from '@/lib/messaging/sender-queries';
import { SenderForm } from './sender-form';

type Props = { sender: ListedSender; confirmed: boolean; timeZone: string; locale: string };

/** One sender: its state, the connection test and its settings. */
export function SenderCard({ sender, confirmed, timeZone, locale }: Props) {
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
          {confirmed ? (
            <SenderForm sender={sender} />
          ) : (
            <ConfirmFirst path="/settings/whatsapp" what="change the sender" />
          )}
        </div>
      </Card>
    </Section>
  );
}

/** Asks Twilio whether the sender's account answers; a good answer lets paused messages go. */
function Connection({ senderId, paused }: { senderId: string; paused: boolean }) {
  const [answer, setAnswer] = useState<{ good: boolean; text: string }>();
  const [pending, start] = useTransition();
  const ask = () =>
    start(async () => {
      const result = await attempt((key) => testConnection({ senderId }, key));
      setAnswer(
        result.ok
          ? { good: true, text: `Twilio answered for the account “${result.data.account}”.` }
          : { good: false, text: result.message },
      );
    });
  return (
    <div className="flex flex-col items-start gap-3" aria-live="polite">
      <Button onClick={ask} pending={pending} variant={paused ? 'primary' : 'secondary'}>
        {paused ? 'Test and resume' : 'Test connection'}
      </Button>
      {answer ? (
        <Notice tone={answer.good ? 'info' : 'danger'} title={answer.good ? 'Connected' : 'Not connected'}>
          {answer.text}
        </Notice>
      ) : null}
    </div>
  );
}
