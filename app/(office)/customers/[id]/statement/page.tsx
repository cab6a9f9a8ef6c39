import type { Metadata } from 'next';
import { StatementScreen } from '@/components/bookings/money/statement-screen';
import { statementScreen } from '@/lib/bookings/money/statement/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Statement' };

export default page({ path: '/customers/[id]/statement', screen: statementScreen, view: StatementScreen });
