'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { openDialog } from '@/components/ui/open-dialog';
import { notify } from '@/components/ui/toast';
import { advanceBooking } from '@/lib/bookings/actions';
import type { Status } from '@/lib/bookings/rules';
import { askReason } from './capacity/asked-reason';

const steps: Partial<Record<Status, { label: string; done: string; icon: React.ReactNode }>> = {
  confirmed: {
    label: 'Confirm booking',
    done: 'Booking confirmed',
    icon: <Icon name="check" className="size-4" />,
  },
  in_progress: {
    label: 'Start event',
    done: 'Event started',
    icon: <Icon name="start" className="size-4" />,
  },
  completed: {
    label: 'Mark as completed',
    done: 'Event completed',
    icon: <Icon name="done" className="size-4" />,
  },
  enquiry: { label: 'Take the quote back', done: 'Back to enquiry', icon: null },
};

/** The word for taking a step, for the menu of the others. */
export function stepLabel(to: Status): string {
  return steps[to]?.label ?? to;
}

/** Takes a step and says how that went. */
export async function takeStep(id: string, to: Status): Promise<void> {
  const result = await attempt((key) => advanceBooking({ id, to }, key));
  if (result.ok) return notify({ message: steps[to]?.done ?? 'Saved' });
  if (result.override && to === 'confirmed') return askReason(result.message);
  notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
}

type NextStepProps = {
  id: string;
  to: Status;
  /** Why it can't be taken yet. */
  refused?: string;
  /** The dialog that asks what has to be known first, and takes the step. */
  opens?: string;
};

/** The primary action of a booking. Refused, it stays where it is and says why. */
export function NextStep({ id, to, refused, opens }: NextStepProps) {
  const [pending, startTransition] = useTransition();
  const press = () => {
    if (refused) notify({ message: 'Not possible now', detail: refused, tone: 'plain' });
    else if (opens) openDialog(opens);
    else startTransition(() => takeStep(id, to));
  };
  return (
    <Button
      variant={refused ? 'secondary' : 'primary'}
      icon={steps[to]?.icon}
      pending={pending}
      aria-haspopup={opens && !refused ? 'dialog' : undefined}
      aria-describedby={refused ? 'next-step-refused' : undefined}
      onClick={press}
    >
      {stepLabel(to)}
      {refused ? (
        <span id="next-step-refused" className="sr-only">
          {refused}
        </span>
      ) : null}
    </Button>
  );
}
