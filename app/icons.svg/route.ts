import { drawIconSheet } from '@/components/ui/icon-sheet';

export const dynamic = 'force-static';

/** The icons that every page shares; made at build time. */
export function GET(): Response {
  return new Response(drawIconSheet(), { headers: { 'content-type': 'image/svg+xml' } });
}
