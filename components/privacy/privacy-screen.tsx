'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { privacyScreen } from '@/lib/privacy/screens';
import { ErasedList } from './erased-list';
import { KeepingForm } from './keeping-form';
import { PurposeList } from './purpose-list';

/** What people are asked, for how long things are kept, and who was anonymised. */
export function PrivacyScreen({ sent }: { sent: Sent<DataOf<typeof privacyScreen>> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead
        title="Privacy"
        meta={['What you ask people, how long you keep their data, and who is gone']}
        menu={<ButtonLink href="/settings/privacy/record">Record of processing</ButtonLink>}
      />
      <div className="flex max-w-3xl flex-col gap-10">
        <PurposeList purposes={data.purposes} place={place} />
        <KeepingForm keeping={data.keeping} confirmed={data.confirmed} />
        <ErasedList erased={data.erased} place={place} />
      </div>
    </>
  );
}
