'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { TextareaField } from '@/components/form/fields';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { DateTimeInput } from '@/components/ui/input';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { may } from '@/lib/auth/permissions';
import { moveBooking, undoMove } from '@/lib/bookings/calendar/actions';
import type { CalendarEvent } from '@/lib/bookings/calendar/day-queries';
import { endWith, onDay } from '@/lib/bookings/calendar/days';
import { sayTyped, toLocal } from '@/lib/bookings/local-time';
import { undoSeconds } from '@/lib/bookings/rules';
import { moveForm } from '@/lib/bookings/schema';
import { formatEventStart, formatEventTime } from '@/lib/platform/format/dates';
import type { Place } from '@/lib/platform/sent';
import { useCapacity } from '../capacity/use-capacity';

type Props = {
  event: CalendarEvent;
  /** Where it was dropped; the same hour of that day. */
  day?: string;
  place: Place;
  close: () => void;
};

/** Asks where an event is to be moved and says what follows: who else is there, and what its customer is sent. */
export default function MoveDialog({ event, day, place, close }: Props) {
  const { timeZone, role } = place;
  const was = { start: toLocal(event.startsAt, timeZone), end: toLocal(event.endsAt, timeZone) };
  // What it was opened with, while the calendar behind it goes on.
  const [moved] = useState(event);
  const form = useForm({
    id: `move-${event.id}`,
    initial: { startsAt: day ? onDay(was.start, day) : was.start, overLimits: '' },
    draft: false,
    schema: moveForm,
    send: (input, key) => moveBooking({ id: moved.id, from: moved.startsAt.toISOString(), ...input }, key),
    saved: ({ startsAt }) => {
      close();
      showAgain();
      notify({
        message: `${moved.name} begins ${formatEventStart(startsAt, place)}`,
        detail:
          moved.status === 'confirmed' ? `${customer} is told of it in ${undoSeconds} seconds.` : undefined,
        undo: () => void takeBack(moved, startsAt),
      });
    },
  });
  const start = form.values.startsAt;
  const end = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(start) ? endWith(start.slice(0, 16), was) : '';
  const { capacity } = useCapacity({
    start,
    end,
    guests: String(moved.guests),
    style: moved.style ?? '',
    venue: moved.venue,
    booking: moved.id,
  });
  const customer = moved.customer ?? capacity?.customer ?? 'The customer';
  const agreed = moved.status === 'confirmed' || moved.status === 'in_progress';
  const problems = [...(capacity?.taken ? [capacity.taken] : []), ...(capacity?.problems ?? [])];
  const over = (capacity?.problems.length ?? 0) > 0;
  return (
    <DialogForm
      id="move-event"
      title={`Move “${moved.name}”?`}
      description={`Now ${formatEventTime(moved, place)}. It stays as long as it is.`}
      open
      onClose={close}
      form={form}
      submit="Move event"
    >
      <Field
        label="New start"
        name="startsAt"
        error={form.errors.startsAt ?? form.errors.endsAt}
        help={`${sayTyped(start, place)}${end ? `, until ${end.slice(11)}` : ''}`}
        required
      >
        <DateTimeInput {...form.bind('startsAt')} />
      </Field>
      <p aria-live="polite" className="tabular min-h-5 text-muted text-sm">
        {capacity?.load}
      </p>
      {problems.length > 0 ? (
        <Notice tone="attention" icon={<Icon name="alert" className="size-4" />} title={problems.join(' ')}>
          {agreed ? null : 'It isn’t confirmed, so it can be moved there all the same.'}
        </Notice>
      ) : null}
      {agreed && over && may(role, 'bookings.overrule') ? (
        <TextareaField
          {...form.field('overLimits')}
          label="Why it goes over the limits"
          help="Kept on the booking’s timeline with your name."
          rows={2}
        />
      ) : null}
      <p className="text-sm">
        {moved.status === 'confirmed'
          ? `${customer} is told of the new time ${undoSeconds} seconds later, if they know of the old one. Undo it before that, and nothing is sent.`
          : 'Nothing is sent: the booking isn’t confirmed or has begun.'}
      </p>
    </DialogForm>
  );
}

async function takeBack(event: CalendarEvent, startsAt: Date): Promise<void> {
  const back = { id: event.id, from: startsAt.toISOString(), to: event.startsAt.toISOString() };
  const result = await attempt((key) => undoMove(back, key));
  showAgain();
  if (result.ok) notify({ message: `${event.name} is back where it was` });
  else notify({ message: 'It stays moved', detail: result.message, tone: 'error' });
}
