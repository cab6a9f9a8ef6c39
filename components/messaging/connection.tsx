'use client';

import { useState, useTransition } from 'react';
import { attempt } from '@/components/form/send';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/section';
import { testConnection } from '@/lib/messaging/actions';

/** Asks Twilio whether the sender's account answers; a good answer lets paused messages go. */
export function Connection({ senderId, paused }: { senderId: string; paused: boolean }) {
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
