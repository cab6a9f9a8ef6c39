import 'server-only';
import { preparedText } from '@/db/prepared';
import { screen } from '@/lib/platform/screen';
import { patternList, searchPatterns } from '@/lib/platform/search';
import { textOf } from '@/lib/platform/text';

/** So many of each kind: more words find the one that is meant. */
const most = 5;
/** A word of a venue can fit events in great numbers: among so many of the newest. */
const newest = 200;

type Found = { of: 'customer' | 'venue' | 'dish'; key: string; label: string };

/** Customers by name or number, venues of events, and dishes of the menu, all words of which fit. */
const subjectsQuery = preparedText<Found>(
  `(select 'customer' as of, c.id::text as key, c.name as label from customers c
    where c.anonymised_at is null and c.id in (select id from search_customers($1::text[], ${newest})) order by c.name, c.id limit ${most})
  union all (select 'venue', b.venue_key, min(b.venue) from bookings b
    where b.id in (select id from search_bookings($1::text[], ${newest})) and fold_text(' ' || b.venue) like all (select fold_text(p) from unnest($1::text[]) p)
    group by b.venue_key order by count(*) desc, 2 limit ${most})
  union all (select 'dish', i.id::text, i.name from items i
    where fold_text(' ' || i.name) like all (select fold_text(p) from unnest($1::text[]) p) order by i.name, i.id limit ${most})`,
  ['patterns'],
);

/** What a report can be narrowed to, by what somebody typed; nothing where nothing can fit. */
export const reportSubjectsScreen = screen({
  permission: 'reports.read',
  input: ({ search }) => {
    const patterns = searchPatterns(textOf(search.q));
    // Nothing has this in its name.
    return patternList(patterns?.length ? patterns : ['\u0001']);
  },
  ask: (tx, patterns) => [subjectsQuery(tx, { patterns })] as const,
  tell: ([found]) => ({ found }),
});
