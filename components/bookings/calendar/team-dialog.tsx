'use client';

import { z } from 'zod';
import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Checkbox } from '@/components/ui/choice';
import { notify } from '@/components/ui/toast';
import { setTeam } from '@/lib/bookings/calendar/actions';
import type { CalendarEvent } from '@/lib/bookings/calendar/day-queries';

const schema = z.object({ people: z.array(z.uuid()) });

type Props = { event: CalendarEvent; people: readonly { id: string; name: string }[]; close: () => void };

/** Who of the office works at an event. */
export default function TeamDialog({ event, people, close }: Props) {
  const form = useForm({
    id: `team-${event.id}`,
    initial: { people: event.team.map(({ id }) => id) },
    draft: false,
    schema,
    send: (input, key) => setTeam({ id: event.id, ...input }, key),
    saved: () => {
      close();
      showAgain();
      notify({ message: `The team of ${event.name} is set` });
    },
  });
  const chosen = new Set(form.values.people);
  const change = (id: string, on: boolean) =>
    form.set({ people: on ? [...chosen, id] : form.values.people.filter((one) => one !== id) });
  return (
    <DialogForm
      id="event-team"
      title={`Who works at “${event.name}”?`}
      description="They find it under “Mine”, on their run sheet and in their own calendar."
      open
      onClose={close}
      form={form}
      submit="Save team"
    >
      <div className="flex flex-col gap-1">
        {people.map(({ id, name }) => (
          <Checkbox
            key={id}
            name="people"
            value={id}
            label={name}
            checked={chosen.has(id)}
            onChange={({ target }) => change(id, target.checked)}
          />
        ))}
      </div>
    </DialogForm>
  );
}
