'use client';

import { SelectField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import { notify } from '@/components/ui/toast';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { setSecurityHours } from '@/lib/security/actions';
import { securityFilter } from '@/lib/security/list-filter';
import type { securityScreen } from '@/lib/security/screens';
import { ActivityTable } from './activity-table';
import { EventList } from './event-list';

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

const hourOf = (hour: number) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` });
const from = Array.from({ length: 24 }, (_, hour) => hourOf(hour));
const until = Array.from({ length: 24 }, (_, hour) => hourOf(hour + 1));

/** When the company works; what people do at other hours is told. */
function HoursForm({ hours, isSet }: { hours: { opens: number; closes: number }; isSet: boolean }) {
  const form = useForm({
    id: 'security-hours',
    initial: { opens: String(hours.opens), closes: String(hours.closes) },
    draft: false,
    schema: () => import('@/lib/security/schema').then((file) => file.hoursForm),
    send: (input, key) => setSecurityHours(input, key),
    saved: () => notify({ message: 'Hours saved' }),
  });
  return (
    <Section
      title="When the company works"
      note={
        isSet
          ? 'By the company’s clock. Work at other hours is told as a security event.'
          : 'Nobody has set this yet: until then all but the night from 00:00 to 05:00 counts as work.'
      }
    >
      <Form form={form} className="flex flex-wrap items-start gap-3">
        <SelectField {...form.field('opens')} label="From" around="w-32" options={from} />
        <SelectField {...form.field('closes')} label="Until" around="w-32" options={until} />
        <SaveButton form={form} variant="secondary" className="mt-6.5">
          Save hours
        </SaveButton>
      </Form>
    </Section>
  );
}
