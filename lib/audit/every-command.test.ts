import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, openPool } from '@/db/client';

const root = resolve(import.meta.dirname, '../..');
const sourcesBelow = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/**
 * What people change without an entry of its own, and why. Their tables are the only ones that people may write and that
 * no audit trigger watches.
 */
const unaudited: Record<string, string> = {
  alert_digests: 'one’s own daily mail',
  alert_reads: 'one’s own marks of what was read',
  import_rows: 'lines of an import, which has its entry, as has each record that it writes',
  intents: 'keeps a form from being done twice',
};

/** Commands that write no row themselves: the tables that what they call leaves an entry for, or why there is none. */
const through = `
move booking                   bookings
undo move                      bookings
cancel booking                 bookings
record final count             bookings
issue invoice                  invoices
credit invoice                 invoices
make pay link                  checkouts
make pay link for occasion     checkouts
assign held money              checkouts
return held money              checkouts
pay own booking                checkouts
record payment                 payments
open own paper                 paper_links
create booking                 bookings
update booking                 bookings
add part of occasion           bookings
take booking into occasion     bookings
confirm occasion               bookings
cancel occasion                bookings
record payment for occasion    payments
offer price                    bookings
save payment terms             companies
cancel series                  bookings
take tax                       bookings
lay checklist                  booking_tasks
save booking terms             companies
propose remedy                 case_events
decide remedy                  case_events
open case                      cases
acknowledge case               cases
resolve case                   cases
close case                     cases
reopen case                    cases
assign case                    cases
merge customers                customer_merges
take merge of customers back   customer_merges
create customer                customers
update customer                customers
correct feedback               feedback
record heard feedback          feedback
answer in portal               feedback
archive or restore of the menu items
order of the menu              items
record consent                 consents
submit template                templates
add templates                  templates
opt in by staff                consents
save template                  templates
save letterhead                companies
rename me                      users
change password                users
save company profile           companies
save company place             companies
save company habits            companies
save company access            companies
invite member                  invitations
reset second factor            says
set alert threshold            monitor_thresholds
save tax in prices             companies
make quote                     quotes
quote by hand                  quotes
send quote                     quotes
make occasion quote            occasion_quotes
send occasion quote            paper_links
open own quote                 paper_links
record purpose consent         purpose_consents
say purpose consent            purpose_consents
hold customer                  customers
hand over work                 case_events
open comment file              says
sign out device                says
sign out others                says
know device                    says
send test mail                 says
invite to portal               says
open photo                     none: looks only
see mentions                   none: one's own marks of what was read
count keeping                  none: counts only, and changes nothing
settle notification            none: that somebody saw to it stands in the notification
settle notifications           none: that somebody saw to it stands in the notification
test connection                senders
mark read                      none: that a message was read
mark conversations             none: that messages were read`;

const listed = new Map(
  through
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, 31).trim(), line.slice(31).trim()] as const),
);

/** Drizzle's names of tables to PostgreSQL's. */
const tables = new Map(
  sourcesBelow('db/schema').flatMap((text) =>
    [...text.matchAll(/export const (\w+) = pgTable\(\s*'(\w+)'/g)].map(
      ([, ours = '', theirs = '']) => [ours, theirs] as const,
    ),
  ),
);

type Command = { name: string; writes: string[] };

/** Every command that there is, with the tables that it names in its own text. */
const commands: Command[] = sourcesBelow('lib').flatMap((text) =>
  [...text.matchAll(/command\(\{\s*name: '([^']+)'/g)].map((match) => {
    let depth = 0;
    let end = text.indexOf('{', match.index);
    do {
      depth += { '{': 1, '}': -1 }[text[end] ?? ''] ?? 0;
      end += 1;
    } while (depth > 0);
    const body = text.slice(match.index, end);
    const written = [...body.matchAll(/\.(?:insert|update|delete)\(\s*(\w+)/g)].map(
      ([, table = '']) => table,
    );
    return {
      name: match[1] ?? '',
      writes: [...new Set(written)].flatMap((table) => tables.get(table) ?? []),
    };
  }),
);

let owner: Connection;
let audited: Set<string>;

beforeAll(async () => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
  const found = await owner<{ name: string }[]>`
    select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_proc p on p.oid = t.tgfoid where p.proname = 'audit_row' and t.tgenabled = 'O'`;
  audited = new Set(found.map(({ name }) => name));
});
afterAll(() => owner.end());

test('whatever people may write is watched by the trigger, in the transaction of the change, or is listed with why it isn’t', async () => {
  const written = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
      and exists (select from unnest(array['cater_manager', 'cater_staff', 'cater_client']) who, unnest(array['insert', 'update']) verb
        where has_any_column_privilege(who, c.oid, verb) or has_table_privilege(who, c.oid, 'delete'))
    order by 1`;
  expect(written.map(({ name }) => name).filter((name) => !audited.has(name))).toEqual(
    Object.keys(unaudited).toSorted(),
  );
});

test('every command leaves its entry', () => {
  expect(commands.length).toBeGreaterThan(150);
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  const silent = commands.filter(({ name, writes }) => {
    const said = listed.get(name);
    if (said?.startsWith('none: ') || said === 'says') return false;
    const left = said ? [said] : writes;
    return !left.some((table) => audited.has(table) || table in unaudited);
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('what is listed is there', () => {
  const names = new Set(commands.map(({ name }) => name));
  expect([...listed.keys()].filter((name) => !names.has(name))).toEqual([]);
});
