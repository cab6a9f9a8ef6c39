'use client';

import { lazy } from 'react';
import { SelectField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { DataList } from '@/components/screen/data-list';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { may } from '@/lib/auth/permissions';
import { chooseDigest, markNotificationsRead } from '@/lib/notifications/actions';
import { notificationFilter } from '@/lib/notifications/list-filter';
import type { ListedNotification } from '@/lib/notifications/queries';
import type { notificationsScreen } from '@/lib/notifications/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { doAndShow, notificationColumns } from './notification-columns';

const NotificationsBulk = lazy(() => import('./notifications-bulk'));

/** What the office should see: what waits for somebody, what one has read, and what is settled. */
export function NotificationsScreen({ sent }: { sent: Sent<DataOf<typeof notificationsScreen>> }) {
  const { data, place, busy, failed } = useScreen(sent);
  const { filter, rows, counts } = data;
  const chip = (view: typeof filter.view, label: string, count?: number) => ({
    label,
    count,
    href: notificationFilter.href(filter, { view }),
    active: filter.view === view,
  });
  return (
    <>
      <PageHead
        title="Notifications"
        primary={
          counts.unread > 0 ? (
            <Button onClick={() => doAndShow(markNotificationsRead({}))}>Mark all as read</Button>
          ) : null
        }
      />
      <DataList<ListedNotification>
        busy={busy}
        failed={failed}
        filters={[
          {
            label: 'Which',
            chips: [
              chip('unread', 'Unread', counts.unread),
              chip('open', 'Open', counts.open),
              chip('all', 'All'),
            ],
          },
        ]}
        label="Notifications"
        columns={notificationColumns(place)}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => row.href ?? null}
        onOpen={({ id, read }) => void (read || markNotificationsRead({ ids: [id] }))}
        attention={(row) => row.urgent && row.clearedAt === null}
        bulk={{ Actions: NotificationsBulk, nameOf: ({ title }) => title }}
        looks={data.looks}
        at={notificationFilter.at(filter)}
        previous={data.previous}
        next={data.next}
        summary={`${rows.length} shown`}
        empty={
          <EmptyState title={filter.view === 'all' ? 'Nothing has happened yet' : 'Nothing waits for you'}>
            Unhappy customers, messages that need a person, trouble with sending: it shows here and at the
            bell.
          </EmptyState>
        }
      />
      <div className="mt-12 max-w-xl">
        <Section title="By mail" note="One mail a day of what you haven’t read; none where there is nothing.">
          <DigestForm hour={data.digestHour} />
          {may(place.role, 'settings.write') ? (
            <p className="mt-4 text-sm">
              <TextLink href="/settings/notifications">Choose who hears of what</TextLink>
            </p>
          ) : null}
        </Section>
      </div>
    </>
  );
}

const options = [
  { value: '', label: 'No mail' },
  ...Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: `Every day at ${String(hour).padStart(2, '0')}:00`,
  })),
];

/** One's own daily mail. The hour is the company's. */
function DigestForm({ hour }: { hour: number | null }) {
  const form = useForm({
    id: 'digest',
    initial: { hour: hour === null ? '' : String(hour) },
    draft: false,
    schema: () => import('@/lib/notifications/schema').then((file) => file.digestInput),
    send: chooseDigest,
    saved: () =>
      notify({ message: form.values.hour === '' ? 'No daily mail any more' : 'Daily mail chosen' }),
  });
  return (
    <Form form={form} className="flex flex-wrap items-end gap-3">
      <SelectField {...form.field('hour')} label="Daily mail" options={options} />
      <SaveButton form={form} variant="secondary">
        Save choice
      </SaveButton>
    </Form>
  );
}
