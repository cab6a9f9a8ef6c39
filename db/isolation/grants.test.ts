import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, openPool } from '../client';

let owner: Connection;

beforeAll(() => {
  owner = openPool({ url: process.env.TEST_DATABASE_OWNER_URL ?? '', max: 1 });
});

afterAll(() => owner.end());

/**
 * What people may do: select, insert, update, delete; a small letter stands for some columns only. It is what
 * lib/auth/permissions.ts says, less what the automation writes for them. A new table belongs here.
 */
const allowed = `
                   manager  staff  client
account_codes      SIUD     ----   ----
activity_hours     S---     ----   ----
alert_digests      SIu-     SIu-   ----
alert_reads        SI-D     SI-D   ----
alert_routes       SIuD     ----   ----
alerts             S---     S---   ----
audit_emptied      ----     ----   ----
audit_events       S---     ----   ----
audit_folds        ----     ----   ----
audit_retired      ----     ----   ----
audit_seal_marks   ----     ----   ----
audit_seals        S---     ----   ----
audit_told         ----     ----   ----
blocked_days       SI-D     S---   ----
booking_lines      SIUD     SIUD   SIuD
booking_photos     SIu-     SIu-   ----
booking_series     SI--     SI--   ----
booking_staff      SI-D     SI-D   ----
booking_tasks      SIuD     SIuD   ----
booking_texts      ----     ----   ----
booking_versions   S---     S---   ----
bookings           SIU-     SIU-   SIu-
calendar_feeds     sI-D     sI-D   ----
capacity_limits    SIU-     S---   ----
capacity_overrides SI--     S---   ----
case_events        SI--     SI--   ----
cases              SIU-     S-u-   ----
cash_counts        SI--     SI--   ----
categories         SIUD     SIU-   S---
checkout_parts     S---     S---   S---
checkouts          S---     S---   S---
comment_files      SIu-     SIu-   ----
comments           SIu-     SIu-   ----
companies          S-U-     s---   s---
consents           SI--     SI--   SI--
conversations      SIU-     S-u-   ----
counters           ----     ----   ----
customer_activity  S---     S---   ----
customer_merge_rows ---- ---- ----
customer_merges    S---     S---   ----
customer_texts     ----     ----   ----
customers          SIU-     S---   s---
enquiries          SIu-     SIu-   ----
enquiry_blocks     ----     ----   ----
enquiry_settings   SIu-     S---   ----
erasures           SI--     ----   ----
exchange_rates     SIUD     S---   S---
exports            SIu-     SIu-   ----
feedback           SIU-     S-u-   SI--
feedback_dishes    SIUD     S-u-   SI--
feedback_requests  SIU-     S---   S---
figure_changes     S---     S---   ----
guest_diets        SIuD     SIuD   S---
import_rows        SIu-     ----   ----
imports            SIu-     ----   ----
intents            SIu-     SIu-   SIu-
invitations        s--D     ----   ----
invoices           SIu-     SIu-   S---
items              SIUD     SIU-   S---
live_changes       S---     S---   ----
memberships        S-uD     S---   S---
message_events     S---     S---   ----
messages           SIU-     SI--   ----
monitor_backups    ----     ----   ----
monitor_processes  ----     ----   ----
monitor_rules      ----     ----   ----
monitor_samples    ----     ----   ----
monitor_statements ----     ----   ----
monitor_thresholds ----     ----   ----
occasion_quotes    S---     S---   ----
occasions          SIu-     SIu-   S---
offer_costs        SIUD     ----   ----
online_keys        siuD     s---   s---
operators          ----     ----   ----
order_minimums     SI-D     S---   ----
package_courses    SIUD     SIUD   S---
package_parts      SIUD     SIUD   S---
packages           SIUD     SIU-   S---
packed_emptyings   ----     ----   ----
paper_links        SIu-     SIu-   ----
passkeys           ----     ----   ----
payment_dues       S---     S---   ----
payments           SIu-     SI--   S---
personal_columns   ----     ----   ----
personal_tables    ----     ----   ----
pictures           SI--     SI--   S---
posting_lines      S---     ----   ----
postings           S---     ----   ----
privacy_settings   SIu-     ----   ----
provider_events    s---     s---   ----
purpose_consents   SI--     SI--   SI--
purpose_texts      SI--     S---   S---
quote_papers       S---     S---   ----
quotes             S---     S---   s---
rate_limits        ----     ----   ----
receipts           SIu-     SI--   S---
record_reads       ----     ----   ----
report_schedules   SIuD     SIuD   ----
saved_views        SIuD     SIuD   ----
second_factors     ----     ----   ----
security_events    S-u-     ----   ----
security_settings  SIu-     ----   ----
senders            SIU-     ----   ----
series_bookings    SIu-     SIu-   ----
services           SIUD     SIU-   S---
session_contents   ----     ----   ----
sessions           ----     ----   ----
sign_in_codes      ----     ----   ----
stat_deltas        S---     S---   ----
stats              S---     S---   ----
task_templates     SIUD     S---   ----
tax_components     SIUD     S---   S---
tax_profiles       SIUD     S---   S---
templates          SIU-     S---   ----
touched_customers  S---     S---   ----
users              s-u-     s---   s---
version_notices    S-u-     S-u-   ----
vouchers           SIU-     S---   S---
write_offs         SIu-     SIu-   ----`;

/** Everything about a table that isn't the runner's own. */
const tables = `from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and not c.relispartition and c.relname not like 'runner\\_%'`;

describe('grants', () => {
  test('of people on tables are those of the list, no more and no less', async () => {
    const letter = (role: string, verb: string) => {
      const some =
        verb === 'delete' ? 'false' : `has_any_column_privilege('cater_${role}', c.oid, '${verb}')`;
      return `case when has_table_privilege('cater_${role}', c.oid, '${verb}') then '${verb[0]?.toUpperCase()}'
        when ${some} then '${verb[0]}' else '-' end`;
    };
    const of = (role: string) =>
      ['select', 'insert', 'update', 'delete'].map((verb) => letter(role, verb)).join(' || ');
    const found = await owner.unsafe<{ line: string }[]>(
      `select concat_ws(' ', c.relname, ${of('manager')}, ${of('staff')}, ${of('client')}) as line ${tables} order by c.relname`,
    );
    const wanted = allowed
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/ +/g, ' '));
    expect(found.map(({ line }) => line)).toEqual(wanted);
  });

  test('none is for everybody, none is TRUNCATE, REFERENCES or TRIGGER, and the login has none of its own', async () => {
    const excess = await owner`
      select c.relname, coalesce(nullif(a.grantee, 0)::regrole::text, 'public') as grantee, a.privilege_type
      from pg_class c, aclexplode(c.relacl) a
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S') and a.grantee <> c.relowner
        and (a.grantee = 0 or a.grantee = 'cater_login'::regrole or a.is_grantable
          or a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))`;
    expect([...excess]).toEqual([]);
  });

  test('the database and its schema give the login nothing but to connect', async () => {
    const [found] = await owner`
      select has_database_privilege('cater_login', current_database(), 'connect') as connect,
        has_database_privilege('cater_login', current_database(), 'temporary') as temporary,
        has_database_privilege('cater_login', current_database(), 'create') as makes_schemas,
        has_schema_privilege('cater_login', 'public', 'create') as makes_tables`;
    expect(found).toEqual({ connect: true, temporary: false, makes_schemas: false, makes_tables: false });
  });
});

describe('functions', () => {
  /** Without those of extensions. */
  const ours = `from pg_proc p where p.pronamespace = 'public'::regnamespace and not exists (
    select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`;

  test('each one looks where its author meant, temporary tables last', async () => {
    const loose = await owner.unsafe(
      `select p.proname ${ours} and 'search_path=pg_catalog, public, pg_temp' <> all (coalesce(p.proconfig, '{}'))`,
    );
    expect([...loose]).toEqual([]);
  });

  test('none is executed by whoever has no grant', async () => {
    const open = await owner.unsafe(
      `select p.proname ${ours} and has_function_privilege('public', p.oid, 'execute')`,
    );
    expect([...open]).toEqual([]);
  });

  test('what sees more than its caller belongs to cater_definer, except the making of partitions and what empties or tells a person', async () => {
    const powerful = await owner.unsafe<{ proname: string }[]>(
      `select p.proname ${ours} and p.prosecdef and p.proowner <> 'cater_definer'::regrole order by p.proname desc`,
    );
    expect(powerful.map(({ proname }) => proname).sort()).toEqual(
      'audit_drop_month audit_ensure_partitions count_old empty_packed erase_person forget_old packed_done packed_waiting person_keys person_lines person_rows preview_erasure reconcile_packed'.split(
        ' ',
      ),
    );
  });

  test('what holds staff to something holds event planners to it: they inherit what staff may', async () => {
    // A migration that makes such a guard ends with `select hold_new_roles_too()`.
    const loose = await owner.unsafe(
      `select p.proname ${ours} and p.prosrc ~ '''cater_staff''' and p.prosrc !~ '''cater_planner'''`,
    );
    expect([...loose]).toEqual([]);
    const [inherits] = await owner`select pg_has_role('cater_planner', 'cater_staff', 'usage') as planner,
      pg_has_role('cater_accountant', 'cater_staff', 'member') as accountant,
      pg_has_role('cater_kitchen', 'cater_staff', 'member') as kitchen, pg_has_role('cater_driver', 'cater_staff', 'member') as driver`;
    expect(inherits).toEqual({ planner: true, accountant: false, kitchen: false, driver: false });
  });
});
