import type { InngestFunction } from 'inngest';
import { bookingJobs } from '@/lib/bookings/jobs';
import { caseJobs } from '@/lib/cases/jobs';
import { commentJobs } from '@/lib/comments/jobs';
import { customerJobs } from '@/lib/customers/jobs';
import { enquiryJobs } from '@/lib/enquiries/jobs';
import { exportJobs } from '@/lib/exports/jobs';
import { feedbackJobs } from '@/lib/feedback/jobs';
import { importJobs } from '@/lib/imports/jobs';
import { menuJobs } from '@/lib/menu/jobs';
import { messageOwners } from '@/lib/message-owners';
import { messagingJobs } from '@/lib/messaging/jobs';
import { monitoringJobs } from '@/lib/monitoring/jobs';
import { trailJobs } from '@/lib/monitoring/trail-jobs';
import { notificationJobs } from '@/lib/notifications/jobs';
import { privacyJobs } from '@/lib/privacy/jobs';
import { quoteJobs } from '@/lib/quotes/jobs';
import { reportJobs } from '@/lib/reports/jobs';
import { securityJobs } from '@/lib/security/jobs';
import { statsJobs } from '@/lib/stats/jobs';

/** Each slice's jobs, from its `jobs.ts`. A function that isn't here never runs. */
export const functions: InngestFunction.Any[] = [
  ...feedbackJobs,
  ...caseJobs,
  ...bookingJobs,
  ...menuJobs,
  ...customerJobs,
  ...enquiryJobs,
  ...importJobs,
  ...exportJobs,
  ...messagingJobs(messageOwners),
  ...quoteJobs,
  ...monitoringJobs,
  ...trailJobs,
  ...statsJobs,
  ...reportJobs,
  ...notificationJobs,
  ...commentJobs,
  ...securityJobs,
  ...privacyJobs,
];
