import type { InngestFunction } from 'inngest';
import { caseJobs } from '@/lib/cases/jobs';
import { feedbackJobs } from '@/lib/feedback/jobs';
import { messagingJobs } from '@/lib/messaging/jobs';
import { monitoringJobs } from '@/lib/monitoring/jobs';

/** Each slice's jobs, from its `jobs.ts`. A function that isn't here never runs. */
export const functions: InngestFunction.Any[] = [
  ...feedbackJobs,
  ...caseJobs,
  ...messagingJobs,
  ...monitoringJobs,
];
