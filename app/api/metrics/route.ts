import { answerMetrics } from '@/lib/monitoring/metrics';

export const dynamic = 'force-dynamic';

/** For Prometheus: what this process measures of itself, to who has METRICS_TOKEN. */
export const GET = (request: Request): Response => answerMetrics(request);
