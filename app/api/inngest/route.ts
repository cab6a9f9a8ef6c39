import { serve } from 'inngest/next';
import type { NextRequest } from 'next/server';
import { inngest } from '@/lib/inngest/client';
import { engineMode } from '@/lib/inngest/mode';
import { functions } from '@/lib/inngest/registry';

/**
 * Where an Inngest server calls the functions, signed. The embedded runner calls them inside the process, so
 * for it nothing answers here: an unsigned request must never run a function.
 */
const handlers = engineMode() === 'server' ? serve({ client: inngest, functions }) : undefined;

type Context = { params: Promise<Record<string, never>> };
const notFound = () => new Response(null, { status: 404 });

export const GET = (request: NextRequest, context: Context) => handlers?.GET(request, context) ?? notFound();
export const POST = (request: NextRequest, context: Context) =>
  handlers?.POST(request, context) ?? notFound();
export const PUT = (request: NextRequest, context: Context) => handlers?.PUT(request, context) ?? notFound();
