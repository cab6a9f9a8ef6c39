'use client';

import { useTransition } from 'react';
import { DateTimeField, InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { blockDay, unblockDay } from '@/lib/bookings/capacity/actions';
import { formatCalendarDate } from '@/lib/platform/format/dates';

type Blocked = { day: string; reason: string };

/** Days without cooking: those to come, and another one. */
export function BlockedDays({
  blocked,
  today,
  locale,
}: {
  blocked: readonly Blocked[];
  today: string;
  locale: string;
}) {
  const say = (day: string) => formatCalendarDate(day, locale, 'fullDay');
  const form = useForm({
    id: 'blocked-day',
    initial: { day: '', reason: '' },
    draft: false,
    schema: () => import('@/lib/bookings/capacity/schema').then((file) => file.blockedDayInput),
    send: (input, key) => blockDay(input, key),
    saved: (_, reset) => {
      notify({ message: `${say(form.values.day)} is blocked` });
      reset();
      showAgain();
    },
  });
  return (
    <Section
      title="Blocked days"
      note="Nothing more is confirmed on them. What is confirmed already stays: move or cancel it yourself."
    >
      <Form form={form} className="flex flex-wrap items-start gap-3">
        <DateTimeField {...form.field('day')} label="Day" required around="w-44" kind="date" min={today} />
        <InputField
          {...form.field('reason')}
          label="Reason"
          required
          around="min-w-48 flex-1 basis-48"
          autoComplete="off"
          dir="auto"
        />
        <SaveButton form={form} variant="secondary" className="mt-6.5">
          Block day
        </SaveButton>
      </Form>
      {blocked.length === 0 ? (
        <p className="text-muted text-sm">No day is blocked.</p>
      ) : (
        <List label="Blocked days">
          {blocked.map(({ day, reason }) => (
            <ListRow
              key={day}
              title={say(day)}
              detail={reason}
              end={<Unblock day={day} said={say(day)} reason={reason} />}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

function Unblock({ day, said, reason }: Blocked & { said: string }) {
  const [pending, start] = useTransition();
  const free = () =>
    start(async () => {
      const result = await attempt((key) => unblockDay({ day }, key));
      showAgain();
      if (!result.ok) return notify({ message: 'It stays blocked', detail: result.message, tone: 'error' });
      const again = () => void attempt((key) => blockDay({ day, reason }, key)).then(showAgain);
      notify({ message: `${said} is free again`, undo: again });
    });
  return (
    <Button size="small" pending={pending} onClick={free} aria-label={`Give ${said} free`}>
      Give free
    </Button>
  );
}
