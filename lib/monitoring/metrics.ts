import 'server-only';
import { env } from '@/lib/platform/env';
import { bearerOf, sameText } from './bearer';
import { expose } from './exposition';

/** Answers whoever presents METRICS_TOKEN; without one set there is nothing here. */
export function answerMetrics(request: Request): Response {
  const { METRICS_TOKEN } = env();
  const headers = { 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' };
  if (!METRICS_TOKEN) return new Response('There is nothing here.\n', { status: 404, headers });
  if (!sameText(bearerOf(request.headers) ?? '', METRICS_TOKEN))
    return new Response('This needs the token of METRICS_TOKEN.\n', {
      status: 401,
      headers: { ...headers, 'www-authenticate': 'Bearer' },
    });
  return new Response(expose(), {
    headers: { ...headers, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  });
}
