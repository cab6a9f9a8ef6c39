import type { Metadata } from 'next';
import { CopyScreen } from '@/components/kitchen/copy-screen';
import { copyScreen } from '@/lib/kitchen/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Is this copy current?' };

export default page({ path: '/bookings/[id]/order/[version]', screen: copyScreen, view: CopyScreen });
