import type { Metadata } from 'next';
import { AuditEventScreen } from '@/components/audit/audit-event-screen';
import { auditEventScreen } from '@/lib/audit/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Entry of the audit' };

export default page({ path: '/settings/audit/[id]', screen: auditEventScreen, view: AuditEventScreen });
