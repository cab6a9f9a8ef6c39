'use client';

import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { stopPublicly } from '@/lib/feedback/link-action';

/** Ends all messages by one tap; opening the page alone changes nothing, as mail readers open links by themselves. */
export function StopMessages({ token, company }: { token: string; company: string }) {
  const [said, setSaid] = useState<{ done: boolean; message?: string }>({ done: false });
  const [pending, start] = useTransition();
  const stop = () =>
    start(async () => {
      const result = await stopPublicly({ token }).catch(() => undefined);
      if (result?.ok) setSaid({ done: true });
      else setSaid({ done: false, message: result?.message ?? 'You seem to be offline. Please try again.' });
    });
  return (
    <section className="flex flex-col gap-4" aria-live="polite">
      <h1 dir="auto" className="font-semibold text-lg">
        {said.done ? 'You will get no more messages' : `No more messages from ${company}?`}
      </h1>
      <p className="text-sm">
        {said.done
          ? 'Write START to us on WhatsApp if you change your mind.'
          : 'This ends messages by WhatsApp, SMS and e-mail. Your bookings stay as they are.'}
      </p>
      {said.message ? (
        <p role="alert" className="rounded-md bg-danger-soft px-4 py-3 text-danger-ink text-sm">
          {said.message}
        </p>
      ) : null}
      {said.done ? null : (
        <Button size="large" variant="primary" block pending={pending} onClick={stop}>
          End all messages
        </Button>
      )}
    </section>
  );
}
