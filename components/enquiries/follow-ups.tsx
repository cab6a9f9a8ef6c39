'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Menu } from '@/components/ui/menu';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { followUp } from '@/lib/enquiries/actions';
import type { EnquiryCard } from '@/lib/enquiries/card';
import type { EnquiriesToday } from '@/lib/enquiries/list-queries';
import { dayAfter } from '@/lib/enquiries/rules';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { whatIsAsked } from './words';

type Props = { data: EnquiriesToday; today: string; locale: string };

/** Whom to come back to today, each done or put off with one tap; and who waits for a first answer. */
export function FollowUps({ data: { followUps, unanswered, late }, today, locale }: Props) {
  if (followUps.length === 0 && unanswered === 0) return null;
  return (
    <Section title="Enquiries today">
      <List label="Enquiries today">
        {unanswered > 0 ? (
          <ListRow
            href="/enquiries?mark=unanswered&view=list"
            lead={<Icon name="enquiries" className={late > 0 ? 'text-danger-ink' : undefined} />}
            title={`${unanswered} ${unanswered === 1 ? 'waits' : 'wait'} for a first answer`}
            detail={late > 0 ? `${late} longer than you mean to let anybody wait` : undefined}
          />
        ) : null}
        {followUps.map((card) => (
          <FollowUpRow key={card.id} card={card} today={today} locale={locale} />
        ))}
      </List>
    </Section>
  );
}

function FollowUpRow({ card, today, locale }: { card: EnquiryCard; today: string; locale: string }) {
  const [pending, startTransition] = useTransition();
  const save = (on: string | null, done: string) =>
    startTransition(async () => {
      const { id, followUpNote: note, followUpOn: before } = card;
      const result = await attempt((key) => followUp({ id, on, note }, key));
      if (!result.ok) return notify({ message: 'Not saved', detail: result.message, tone: 'error' });
      notify({
        message: done,
        undo: () => void attempt((key) => followUp({ id, on: before, note }, key)),
      });
    });
  const putOff = (days: number) => {
    const on = dayAfter(today, days);
    save(on, `${card.name}: back on ${formatCalendarDate(on, locale)}`);
  };
  return (
    <ListRow
      href={`/enquiries/${card.id}`}
      lead={<Icon name="clock" />}
      title={`Come back to ${card.name}`}
      detail={
        [
          card.followUpNote,
          whatIsAsked(card, locale),
          card.followUpOn && card.followUpOn < today
            ? `since ${formatCalendarDate(card.followUpOn, locale)}`
            : null,
        ]
          .filter(Boolean)
          .join(' · ') || undefined
      }
      end={
        <span className="flex gap-2">
          <Button size="small" pending={pending} onClick={() => save(null, `${card.name}: done`)}>
            Done
          </Button>
          <Menu
            label={`Put off ${card.name}`}
            entries={[
              { label: 'Tomorrow', onSelect: () => putOff(1) },
              { label: 'In 3 days', onSelect: () => putOff(3) },
              { label: 'In a week', onSelect: () => putOff(7) },
            ]}
          />
        </span>
      }
    />
  );
}
