'use client';

import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import type { Sent } from '@/lib/platform/sent';
import { AccessForm } from './access-form';
import type { CompanyData } from './data';
import { HabitsForm } from './habits-form';
import { MailSection } from './mail-section';
import { PlaceForm } from './place-form';
import { ProfileForm } from './profile-form';

/** Who the company is, where and how it works, and how its people sign in. */
export function CompanyScreen({ sent }: { sent: Sent<CompanyData> }) {
  const { data, place } = useScreen(sent);
  const { company, options, confirmed, mail } = data;
  return (
    <>
      <PageHead title="Company" meta={['Who you are, where you work, and what runs by itself']} />
      <div className="flex max-w-2xl flex-col gap-10">
        <ProfileForm company={company} />
        <MailSection mail={mail} />
        <PlaceForm company={company} options={options} />
        <HabitsForm company={company} place={place} />
        <AccessForm company={company} confirmed={confirmed} />
      </div>
    </>
  );
}
