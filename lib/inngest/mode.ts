import { env } from '@/lib/platform/env';

/**
 * Who runs the automation: an Inngest server (cloud, self-hosted, dev) as soon as its variables are set, else
 * the embedded runner.
 */
export function engineMode(): 'embedded' | 'server' {
  const { INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  return INNGEST_SIGNING_KEY || inDevelopment(INNGEST_DEV) ? 'server' : 'embedded';
}

/** Whether INNGEST_DEV asks for a dev server: `1`, `true` or its address. */
export function inDevelopment(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}
