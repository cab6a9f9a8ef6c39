import { serve } from 'inngest/next';
import { NextRequest } from 'next/server';
import { inngest } from '@/lib/inngest/client';
import { servedAt } from '@/lib/inngest/endpoint';
import { engineMode } from '@/lib/inngest/mode';
import { functions } from '@/lib/inngest/registry';

/**
 * Where an Inngest server calls the functions, signed. The embedded runner calls them inside the process, so
 * for it nothing answers here: an unsigned request must never run a function.
 */
let opened: ReturnType<typeof serve> | undefined;
function open() {
  // With the first request: a build has no address yet.
  if (engineMode() === 'server') opened ??= serve({ client: inngest, functions, ...servedAt() });
  return opened;
}

type Context = { params: Promise<Record<string, never>> };
const notFound = () => new Response(null, { status: 404 });

export const GET = (request: NextRequest, context: Context) => open()?.GET(request, context) ?? notFound();
export const POST = (request: NextRequest, context: Context) => open()?.POST(request, context) ?? notFound();

/**
 * A server that asks for the functions gets them in the answer, when it signs. Nobody's request makes the app call
 * out and register: it does so itself at its start.
 */
export function PUT(request: NextRequest, context: Context) {
  const handlers = open();
  if (!handlers) return notFound();
  const headers = new Headers(request.headers);
  headers.set('x-inngest-sync-kind', 'in_band');
  return handlers.PUT(new NextRequest(request, { headers }), context);
}
