import { now } from '@/lib/clock';
import { readDashboard } from '@/lib/dashboard/queries';
import { route } from '@/lib/route';

export const GET = route('dashboard.read', (_request, { actor, identity }) =>
  readDashboard(actor, { now: now(), timeZone: identity.timeZone }),
);
