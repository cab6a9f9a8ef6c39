import { startTestRunner } from '@/lib/inngest/embedded/testing';
import { exportJobs } from '../jobs';

/** A process that makes files until it is killed. */
await startTestRunner({
  databaseUrl: process.env.DATABASE_URL ?? '',
  build: () => exportJobs,
  settings: { leaseMs: 1_500, heartbeatMs: 300 },
});
// The parent's death ends this process too.
process.stdin.resume().on('end', () => process.exit(0));
