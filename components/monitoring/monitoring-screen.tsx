'use client';

import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import type { monitoringScreen } from '@/lib/monitoring/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CompanyPart } from './company-part';
import { InstallationPart } from './installation-part';

/** How the company's messages and files get on, and to who runs the installation how that does. */
export function MonitoringScreen({ sent }: { sent: Sent<DataOf<typeof monitoringScreen>> }) {
  const { data, place, now } = useScreen(sent);
  return (
    <>
      <PageHead title="Monitoring" meta={['Whether the work that runs by itself gets done']} />
      <div className="flex flex-col gap-10">
        <CompanyPart company={data.company} place={place} now={now} />
        {data.installation ? (
          <InstallationPart installation={data.installation} place={place} now={now} />
        ) : null}
      </div>
    </>
  );
}
