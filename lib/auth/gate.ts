import type { Actor, Origin } from '@/db/session';

/** The gate, which stands before every company, doing what is named; of where it came from only that, whatever else is in it. */
export const gate = (name: string, { requestId, ip }: Origin): Actor => ({
  role: 'auth',
  name,
  ...(requestId && { requestId }),
  ...(ip && { ip }),
});
