import { checkHealth } from '@/lib/monitoring/health';

export const dynamic = 'force-dynamic';

/** For load balancers and people: 200 while everything works, 503 with the broken part otherwise. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
