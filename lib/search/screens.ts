import 'server-only';
import { may } from '@/lib/auth/permissions';
import { personName, plainAddress } from '@/lib/messaging/conversations/person-name';
import { formatShort } from '@/lib/platform/format/dates';
import { formatPhone } from '@/lib/platform/format/phones';
import { shorten } from '@/lib/platform/format/shorten';
import { screen } from '@/lib/platform/screen';
import { textOf } from '@/lib/platform/text';
import { askHits } from './queries';

/** One thing that was found, and where it opens. */
export type Hit = { id: string; group: string; label: string; detail: string; href: string };

/** Customers, bookings, cases and conversations by name, number or reference; of each what the role may read. */
export const searchScreen = screen({
  permission: 'search.use',
  input: ({ search }) => textOf(search.q) ?? '',
  reads: (q) => (q ? { deed: 'searched', source: 'customers', id: null } : undefined),
  ask: askHits,
  tell: (
    [people, events, open, talks],
    _query,
    { identity: { role, timeZone, locale } },
  ): { hits: Hit[] } => ({
    hits: [
      ...(may(role, 'customers.read') ? people : []).map(({ id, name, phone, email }) => ({
        id,
        group: 'Customers',
        label: name,
        detail: phone ? formatPhone(phone) : (email ?? ''),
        href: `/customers/${id}`,
      })),
      ...(may(role, 'bookings.read') ? events : []).map(
        ({ id, reference, eventName, startsAt, customer }) => ({
          id,
          group: 'Bookings',
          label: `${reference} ${eventName}`,
          detail: `${customer}, ${formatShort(startsAt, { timeZone, locale })}`,
          href: `/bookings/${id}`,
        }),
      ),
      ...(may(role, 'cases.read') ? open : []).map(({ id, reference, summary, customer }) => ({
        id,
        group: 'Cases',
        label: `${reference} ${customer}`,
        detail: shorten(summary, 60),
        href: `/cases/${id}`,
      })),
      ...(may(role, 'messages.read') ? talks : []).map((talk) => ({
        id: talk.id,
        group: 'Conversations',
        label: personName(talk),
        detail: plainAddress(talk.address),
        href: `/messages/${talk.id}`,
      })),
    ],
  }),
});
