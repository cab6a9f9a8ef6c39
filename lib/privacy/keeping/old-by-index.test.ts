import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { createOwnDatabase } from '@/db/testing/own-database';

const went = 6000;
let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let companyId: string;

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  owner = openPool({ url: own.ownerUrl, max: 1 });
  companyId = (await makeCompany()).id;
  const { id: customerId } = await makeCustomer(companyId);
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const [conversation] = await sql<{ id: string }[]>`
      insert into conversations (id, company_id, customer_id, address) values (gen_random_uuid(), ${companyId}, ${customerId}, 'none:x') returning id`;
    // Years of what went before, and three that are new to be old.
    await sql`insert into messages (id, company_id, conversation_id, customer_id, direction, kind, status, body, media, created_at)
      select gen_random_uuid(), ${companyId}, ${conversation?.id ?? ''}, ${customerId}, 'inbound', 'inbound', 'received',
        case when n <= 3 then 'words' else '' end, case when n <= 3 then '[]'::jsonb end, now() - interval '500 days' + n * interval '1 second'
      from generate_series(1, ${went}) n`;
    await sql`insert into enquiries (id, company_id, name, source, stage, lost_reason, stage_at, received_at, forgotten_at)
      select gen_random_uuid(), ${companyId}, 'Forgotten', 'office', 'lost', 'price', now() - interval '500 days', now() - interval '500 days',
        case when n > 3 then now() end from generate_series(1, ${went}) n`;
  });
  await owner`analyze messages`;
  await owner`analyze enquiries`;
}, 60_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
});

test.each(['messages', 'media', 'enquiries'])(
  'a night looks at what is new to be old and at nothing that went: %s',
  async (kind) => {
    const [looked] = await owner.begin(async (sql) => {
      await sql`select set_config('app.company_id', ${companyId}, true)`;
      const [found] = await sql`select forget_old(${kind}, now() - interval '1 year', 500, true) as n`;
      expect(found?.n).toBe(3);
      return sql<{ rows: number }[]>`
      select sum(seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables
      where relname = ${kind === 'media' ? 'messages' : kind}`;
    });
    expect(looked?.rows).toBeLessThan(20);
  },
);
