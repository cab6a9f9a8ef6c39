import type { Metadata } from 'next';
import { LedgerScreen } from '@/components/bookings/money/ledger-screen';
import { ledgerScreen } from '@/lib/bookings/money/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Ledger' };

export default page({ path: '/settings/ledger', screen: ledgerScreen, view: LedgerScreen });
