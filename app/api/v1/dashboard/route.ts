import { readDashboard } from '@/lib/dashboard/queries';
import { now } from '@/lib/platform/clock';
import { route } from '@/lib/platform/route';

export const GET = route('dashboard.read', (_request, { actor, identity }) =>
  readDashboard(actor, { now: now(), timeZone: identity.timeZone }),
);
