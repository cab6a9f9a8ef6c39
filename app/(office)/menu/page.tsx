import type { Metadata } from 'next';
import { Suspense } from 'react';
import { MenuBoard } from '@/components/menu/menu-board';
import { PageHead } from '@/components/ui/page-head';
import { Skeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { readStaffPrices } from '@/lib/auth/staff-prices';
import { readMenu } from '@/lib/menu/queries';

export const metadata: Metadata = { title: 'Menu' };

export default async function MenuPage() {
  const gate = await gatePage('menu.read');
  return (
    <>
      <PageHead title="Menu" />
      <Suspense fallback={<Skeleton className="h-64" />}>
        <Board gate={gate} />
      </Suspense>
    </>
  );
}

async function Board({ gate }: { gate: Gate }) {
  const { currency, locale, role } = gate.identity;
  const [menu, staffPrices] = await Promise.all([readMenu(gate.actor), readStaffPrices(gate.actor)]);
  return (
    <MenuBoard
      menu={menu}
      currency={currency}
      locale={locale}
      mayEdit={may(role, 'menu.write')}
      role={role}
      staffPrices={staffPrices}
    />
  );
}
