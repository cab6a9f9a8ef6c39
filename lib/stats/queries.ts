import 'server-only';
import type { bookingStatuses } from '@/db/enums';
import { preparedText } from '@/db/prepared';

/** How many bookings of the company there are of each status, ever; for the office. */
export const askStatuses = preparedText<{ status: (typeof bookingStatuses)[number]; n: number }>(
  `select s.key as status, sum(s.n)::int as n from stats_now s where s.fact = 'event' and s.grain = 'all' group by 1 having sum(s.n) > 0`,
);
