import { required } from '@/lib/platform/env';

/** Where the app answers an Inngest server. The one path; requests don't choose it. */
const servePath = '/api/inngest';

/**
 * The address that a server is told, whatever `Host` a request carries: else whoever can reach the app points
 * the automation at a machine of their own. Throws ConfigurationError without PUBLIC_URL.
 */
export function servedAt(): { serveOrigin: string; servePath: string } {
  return { serveOrigin: new URL(required('PUBLIC_URL')).origin, servePath };
}
