'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/toast';
import { acknowledgeVersion } from '@/lib/bookings/versions/actions';
import { type Party, partyWords } from '@/lib/bookings/versions/rules';

type Waiting = { party: Party; number: number };

/** "Kitchen knows": one for each who must still be told; kept with name and time. */
export function KnowsButtons({ bookingId, waiting }: { bookingId: string; waiting: readonly Waiting[] }) {
  const [pending, start] = useTransition();
  const say = ({ party, number }: Waiting) =>
    start(async () => {
      const result = await attempt((key) => acknowledgeVersion({ bookingId, party, number }, key));
      showAgain();
      if (!result.ok) notify({ message: 'Not saved', detail: result.message, tone: 'error' });
    });
  return (
    <div className="flex flex-wrap gap-2">
      {waiting.map((one) => (
        <Button key={one.party} size="small" pending={pending} onClick={() => say(one)}>
          {partyWords[one.party]} knows
        </Button>
      ))}
    </div>
  );
}
