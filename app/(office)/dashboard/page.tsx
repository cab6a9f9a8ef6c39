import type { Metadata } from 'next';
import { DashboardView } from '@/components/dashboard/dashboard-view';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { readDashboard } from '@/lib/dashboard/queries';
import { now as clock } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Today' };

export default async function DashboardPage() {
  const { actor, identity } = await gatePage('dashboard.read');
  const now = clock();
  const { timeZone, locale, currency } = identity;
  const initial = await readDashboard(actor, { now, timeZone });
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
      <DashboardView
        initial={initial}
        now={now.toISOString()}
        money={{ currency, locale }}
        timeZone={timeZone}
      />
    </>
  );
}
