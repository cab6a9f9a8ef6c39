'use client';

import dynamic from 'next/dynamic';
import { BilledOverToday } from '@/components/bookings/cancelling/billed-over-today';
import { GiveBackToday } from '@/components/bookings/cancelling/give-back-today';
import { WriteOffsToday } from '@/components/bookings/money/write-offs-today';
import { LatePaymentsToday } from '@/components/bookings/schedule/late-payments';
import { LateToday } from '@/components/bookings/starts/late-today';
import { TasksToday } from '@/components/bookings/tasks/tasks-today';
import { UntoldToday } from '@/components/bookings/versions/untold-today';
import { FollowUps } from '@/components/enquiries/follow-ups';
import { RanOutToday } from '@/components/quotes/ran-out-today';
import { AsOf } from '@/components/screen/as-of';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import type { dashboardScreen } from '@/lib/dashboard/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { DashboardFigures } from './dashboard-figures';
import { NeedsYou, NextDays } from './dashboard-lists';

// Numbers first: the charts and their code come after the first paint, into a place that is kept for them.
const DashboardCharts = dynamic(() => import('./dashboard-charts').then((file) => file.DashboardCharts), {
  ssr: false,
  loading: () => <div className="min-h-176" />,
});

/** The day at a glance; says so when it can't be asked again instead of showing old news as new. */
export function DashboardScreen({ sent }: { sent: Sent<DataOf<typeof dashboardScreen>> }) {
  const { data, place, now, failed } = useScreen(sent);
  const { timeZone, locale, currency } = place;
  return (
    <>
      <PageHead
        title="Today"
        meta={[formatDateTime({ at: now, timeZone, locale, style: 'day' })]}
        primary={
          <ButtonLink href="/bookings/new" variant="primary">
            New booking
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-10">
        <AsOf {...{ failed, now, place }} what="what stands here" />
        <LateToday late={data.late} where={{ timeZone, locale }} />
        <LatePaymentsToday late={data.owed} money={{ currency, locale }} />
        <RanOutToday ranOut={data.ranOut} place={place} />
        <GiveBackToday owing={data.back} money={{ currency, locale }} />
        <BilledOverToday billed={data.billed} money={{ currency, locale }} />
        {data.writeOffs ? <WriteOffsToday waiting={data.writeOffs} money={{ currency, locale }} /> : null}
        <UntoldToday untold={data.untold} where={{ timeZone, locale }} />
        <TasksToday work={data.work} where={{ timeZone, locale }} now={now} />
        <FollowUps data={data.enquiries} today={data.today} locale={locale} />
        <div className="grid gap-10 lg:grid-cols-2">
          <NeedsYou data={data} now={now} />
          <NextDays data={data} timeZone={timeZone} locale={locale} now={now} />
        </div>
        <DashboardFigures data={data} money={{ currency, locale }} />
        <DashboardCharts data={data} place={place} />
      </div>
    </>
  );
}
