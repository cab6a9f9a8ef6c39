'use client';

import { useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toast';
import { positionVenue } from '@/lib/bookings/actions';
import { formatEventStart } from '@/lib/platform/format/dates';

type Choice = { id: string; eventName: string; startsAt: Date };
type Props = { messageId: string; timeZone: string; locale: string };

/** Makes a pin of the conversation the position of the customer's event; asks which where there are several. */
export function UsePin({ messageId, timeZone, locale }: Props) {
  const [pending, startTransition] = useTransition();
  const [choices, setChoices] = useState<Choice[]>([]);
  const use = (bookingId?: string) =>
    startTransition(async () => {
      const result = await attempt((key) => positionVenue({ messageId, bookingId }, key));
      if (!result.ok) {
        notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
        return;
      }
      setChoices(result.data.choices);
      if (result.data.done)
        notify({ message: 'Venue position saved', detail: `It shows on ${result.data.done.eventName}.` });
    });
  if (choices.length > 0)
    return (
      <fieldset className="mt-2 flex flex-col items-start gap-2">
        <legend className="text-sm">Which event’s venue is it?</legend>
        {choices.map(({ id, eventName, startsAt }) => (
          <Button key={id} size="small" disabled={pending} onClick={() => use(id)}>
            {eventName}, {formatEventStart(startsAt, { timeZone, locale })}
          </Button>
        ))}
      </fieldset>
    );
  return (
    <Button size="small" className="mt-2" pending={pending} onClick={() => use()}>
      Use as the venue’s position
    </Button>
  );
}
