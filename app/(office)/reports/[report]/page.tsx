import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ComponentProps } from 'react';
import { ReportScreen } from '@/components/reports/report-screen';
import { page } from '@/lib/platform/page';
import { catalogue } from '@/lib/reports/catalogue';
import { reportScreens } from '@/lib/reports/screens';

/** One page a report, each with the permission that it needs. */
const pages = new Map(
  [...reportScreens].map(([key, screen]) => [
    key,
    page({ path: '/reports/[report]', screen, view: ReportScreen }),
  ]),
);
type Props = ComponentProps<NonNullable<ReturnType<(typeof pages)['get']>>>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { report } = await params;
  return { title: catalogue.find(({ key }) => key === report)?.title ?? 'Report' };
}

export default async function ReportPage(props: Props) {
  const open = pages.get((await props.params).report ?? '');
  if (!open) notFound();
  return open(props);
}
