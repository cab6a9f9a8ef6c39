export const dynamic = 'force-dynamic';

/** Whether the process answers at all; touches nothing. For restarts, where /api/health is for traffic. */
export function GET(): Response {
  return new Response(null, { status: 204 });
}
