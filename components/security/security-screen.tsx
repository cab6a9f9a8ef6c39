'use client';

import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { securityFilter } from '@/lib/security/list-filter';
import type { securityScreen } from '@/lib/security/screens';
import { ActivityTable } from './activity-table';
import { EventList } from './event-list';
import { HoursForm } from './hours-form';

/** What looked like trouble, and what people do when. */
export function SecurityScreen({ sent }: { sent: Sent<DataOf<typeof securityScreen>> }) {
  const { data, place, failed } = useScreen(sent);
  const { filter, activity } = data;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div onClick={openListLink}>
      <PageHead title="Security" />
      {failed ? (
        <div className="mb-6">
          <Notice tone="attention">The newest state can’t be loaded right now. Trying again.</Notice>
        </div>
      ) : null}
      <Tabs
        label="Security"
        tabs={[
          { label: 'Events', href: securityFilter.href(filter, { view: undefined }), active: !activity },
          {
            label: 'Activity',
            href: securityFilter.href(filter, { view: 'activity' }),
            active: activity !== null,
          },
        ]}
      />
      {activity ? (
        <ActivityTable activity={activity} filter={filter} locale={place.locale} />
      ) : (
        <div className="flex flex-col gap-10">
          <EventList events={data.events} filter={filter} place={place} />
          <HoursForm hours={data.hours} isSet={data.hoursSet} />
        </div>
      )}
    </div>
  );
}
