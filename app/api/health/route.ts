import { maySeeDetails, recentHealth } from '@/lib/monitoring/health';

export const dynamic = 'force-dynamic';

/**
 * For load balancers and people: 200 while everything works, 503 otherwise; which part is broken only for who runs
 * this installation.
 */
export async function GET(request: Request): Promise<Response> {
  const health = await recentHealth();
  const told = maySeeDetails(request.headers) ? health : { ok: health.ok };
  return Response.json(told, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
