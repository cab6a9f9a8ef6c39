import { env, inDevelopment } from '@/lib/platform/env';

/**
 * Who runs the automation: an Inngest server (cloud, self-hosted, dev) as soon as its variables are set, else
 * the embedded runner.
 */
export function engineMode(): 'embedded' | 'server' {
  const { INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  return INNGEST_SIGNING_KEY || inDevelopment(INNGEST_DEV) ? 'server' : 'embedded';
}
