'use client';

import { Button } from '@/components/ui/button';
import type { ActionResult } from '@/lib/platform/action';
import { usePostedForm } from './use-posted-form';

type Props = {
  stop: (before: ActionResult | null, form: FormData) => Promise<ActionResult>;
  company: string;
};

/**
 * Ends all messages by one tap; opening the page alone changes nothing, as mail readers open links by themselves.
 * The browser can post it itself: an opt-out must not wait for a script.
 */
export function StopMessages({ stop, company }: Props) {
  const { form, stored, problem, pending } = usePostedForm(stop, 'You seem to be offline. Please try again.');
  const done = stored !== null;
  return (
    <section className="flex flex-col gap-4" aria-live="polite">
      <h1 dir="auto" className="font-semibold text-lg">
        {done ? 'You will get no more messages' : `No more messages from ${company}?`}
      </h1>
      <p className="text-sm">
        {done
          ? 'Write START to us on WhatsApp if you change your mind.'
          : 'This ends messages by WhatsApp, SMS and e-mail. Your bookings stay as they are.'}
      </p>
      {problem ? (
        <p role="alert" className="rounded-md bg-danger-soft px-4 py-3 text-danger-ink text-sm">
          {problem}
        </p>
      ) : null}
      {done ? null : (
        <form {...form}>
          <Button type="submit" variant="primary" size="large" block pending={pending}>
            End all messages
          </Button>
        </form>
      )}
    </section>
  );
}
