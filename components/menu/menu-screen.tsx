'use client';

import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import type { menuScreen } from '@/lib/menu/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { MenuBoard } from './menu-board';

/** What the company offers. */
export function MenuScreen({ sent }: { sent: Sent<DataOf<typeof menuScreen>> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead title="Menu" />
      <MenuBoard {...data} currency={place.currency} locale={place.locale} role={place.role} />
    </>
  );
}
