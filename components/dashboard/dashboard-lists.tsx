import { DietsMark } from '@/components/bookings/diets-mark';
import { LateMark } from '@/components/bookings/starts/late-mark';
import { StatusPill } from '@/components/bookings/status-pill';
import { CountdownClock } from '@/components/ui/countdown-clock';
import { DateTime } from '@/components/ui/date-time';
import { Icon } from '@/components/ui/icon';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import type { Dashboard } from '@/lib/dashboard/queries';
import { formatGuests } from '@/lib/platform/format/guests';

/** What waits for a person, the most urgent first. */
export function NeedsYou({ data, now }: { data: Dashboard; now: Date }) {
  const { cases, moreCases, unread, enquiries, failedMessages } = data.needsYou;
  const nothing = cases.length + unread + enquiries + failedMessages === 0;
  return (
    <Section title="Needs you">
      {nothing ? (
        <EmptyState title="Nothing waits for you">
          Cases, unanswered messages and enquiries appear here.
        </EmptyState>
      ) : (
        <List label="Needs you">
          {cases.map((item) => (
            <ListRow
              key={item.id}
              href={`/cases/${item.id}`}
              lead={<Icon name="cases" className={item.safety ? 'text-danger-ink' : undefined} />}
              title={`${item.reference} ${item.summary}`}
              state={
                item.safety ? (
                  <Pill tone="rose" shape="cross">
                    Safety
                  </Pill>
                ) : undefined
              }
              end={<CountdownClock deadline={item.dueAt} now={now} />}
            />
          ))}
          {moreCases > 0 ? (
            <ListRow
              href="/cases"
              lead={<Icon name="cases" />}
              title={`${moreCases} more ${moreCases === 1 ? 'case' : 'cases'}`}
            />
          ) : null}
          {unread > 0 ? (
            <ListRow
              href="/messages?unread=1"
              lead={<Icon name="messages" />}
              title={counted(unread, 'conversation')}
              detail="with unread messages"
            />
          ) : null}
          {enquiries > 0 ? (
            <ListRow
              href="/bookings?when=all&status=enquiry"
              lead={<Icon name="enquiries" />}
              title={enquiries === 1 ? '1 enquiry' : `${enquiries} enquiries`}
              detail="without a quote"
            />
          ) : null}
          {failedMessages > 0 ? (
            <ListRow
              href="/messages/log?state=failed"
              lead={<Icon name="messages" />}
              title={counted(failedMessages, 'message')}
              detail="failed in the last 7 days"
            />
          ) : null}
        </List>
      )}
    </Section>
  );
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

type NextDaysProps = { data: Dashboard; timeZone: string; locale: string; now: Date };

/** The events of the coming week in order. */
export function NextDays({ data, timeZone, locale, now }: NextDaysProps) {
  return (
    <Section
      title="Next 7 days"
      actions={
        <>
          <TextLink href="/calendar/today">Run sheet</TextLink>
          <TextLink href="/calendar?view=day&date=tomorrow&diets=1">Diets tomorrow</TextLink>
        </>
      }
    >
      {data.upcoming.length === 0 ? (
        <EmptyState title="No event in the next 7 days">
          Confirmed and expected events appear here in order.
        </EmptyState>
      ) : (
        <List label="Next 7 days">
          {data.upcoming.map((event) => (
            <ListRow
              key={event.id}
              href={`/bookings/${event.id}`}
              title={event.eventName}
              state={
                <>
                  <StatusPill status={event.status} />
                  <LateMark event={event} now={now} />
                  {event.needsDiets ? <DietsMark /> : null}
                </>
              }
              detail={`${event.customer} · ${event.venue} · ${formatGuests(event.guests, locale)}`}
              end={<DateTime at={event.startsAt} timeZone={timeZone} locale={locale} style="short" />}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

/** The newest answers, in the guests' own words. */
export function LatestFeedback({
  data,
  timeZone,
  locale,
}: {
  data: Dashboard;
  timeZone: string;
  locale: string;
}) {
  if (data.latest.length === 0) {
    return (
      <EmptyState title="No feedback yet">It arrives by WhatsApp after an event is completed.</EmptyState>
    );
  }
  return (
    <List label="Latest feedback">
      {data.latest.map((item) => (
        <ListRow
          key={item.id}
          href={`/feedback/${item.id}`}
          title={`${item.rating === null ? 'No rating' : `${item.rating} of 5`} · ${item.eventName}`}
          detail={item.comments ? `${item.customer}: ${item.comments.slice(0, 160)}` : item.customer}
          end={<DateTime at={item.givenAt} timeZone={timeZone} locale={locale} style="short" />}
        />
      ))}
    </List>
  );
}
