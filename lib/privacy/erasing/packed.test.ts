import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, closePool, openPool } from '@/db/client';
import { exportDatabase, importDatabase } from '@/db/embedded/logical-export';
import { type Actor, actAs } from '@/db/session';
import { createOwnDatabase } from '@/db/testing/own-database';
import { sealAll } from '@/db/testing/seal-all';
import { aloneWithPacked } from '@/lib/audit/packed';
import { verifyAudit } from '@/lib/audit/seal';
import { makeAuditPartitions } from '@/lib/monitoring/jobs';
import { retireTrail } from '@/lib/monitoring/retire-trail';
import { forgetEnv } from '@/lib/platform/env';
import { runKeeping } from '../keeping/run-keeping';
import { personRecord } from '../person/person-record';
import { type Canary, plant } from '../testing/canaries';
import { fillPeople } from '../testing/person';
import { emptyPacked } from './empty-packed';
import { emptyRows, finishErasure } from './erase';
import { eraseAgain } from './erase-again';

const folder = mkdtempSync(join(tmpdir(), 'cater-packed-'));
const files = join(folder, 'files');
let own: Awaited<ReturnType<typeof createOwnDatabase>>;
let owner: Connection;
let world: Awaited<ReturnType<typeof fillPeople>>;
let theirs: Canary[];
let others: Canary[];
const anHourLater = () => new Date(Date.now() + 3_600_000);
/** An entry that an anonymous visitor left, with an address and without a person. */
const visitor = { ip: '203.0.113.9', words: 'CANARY-FORM' };

async function behindTheRules(work: (sql: Connection) => PromiseLike<unknown>): Promise<void> {
  await owner`set session_replication_role = replica`;
  await work(owner);
  await owner`set session_replication_role = origin`;
}

/** All that the trail has goes into one month of long ago. */
async function ageTrail(month: string): Promise<void> {
  await behindTheRules((db) => db`update audit_events set at = ${`${month}-10T12:00:00Z`}::timestamptz`);
  await makeAuditPartitions(new Date());
  await sealAll(owner);
}

beforeAll(async () => {
  own = await createOwnDatabase();
  process.env.DATABASE_URL = own.databaseUrl;
  process.env.CATER_DATA = folder;
  forgetEnv();
  owner = openPool({ url: own.ownerUrl, max: 1 });
  world = await fillPeople(owner);
  const { company, customerId, otherId } = world;
  others = await plant(owner, { companyId: company.id, customerId: otherId, prefix: 'STAYS' });
  theirs = await plant(owner, { companyId: company.id, customerId, prefix: 'CANARY' });
  await owner`insert into audit_events ${owner({
    ...{ company_id: company.id, category: 'data', action: 'update', table_name: 'customers' },
    ...{ row_id: customerId, actor: 'form', role: 'cater_system', ip: visitor.ip },
    changes: { notes: [null, visitor.words] },
  } as never)}`;
  await behindTheRules((db) => db`update customers set hold_reason = null where hold_reason is not null`);
  await ageTrail('2021-05');
  const gone = await retireTrail(anHourLater(), 24);
  expect(gone).toMatchObject([{ month: '2021-05-01' }]);
  expect(gone[0]?.entries).toBeGreaterThan(200);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await closePool();
  await own.drop();
  delete process.env.CATER_DATA;
  forgetEnv();
  rmSync(folder, { recursive: true, force: true });
});

const parts = () =>
  readdirSync(files, { recursive: true, encoding: 'utf8' })
    .filter((name) => /part-\d+\.gz$/.test(name))
    .map((name) => join(files, name));
const packed = () =>
  parts()
    .map((path) => gunzipSync(readFileSync(path)).toString())
    .join('');
const left = () => {
  const text = packed().toLowerCase();
  // Rows without a key are called by their place in what the canaries wrote, and a restore gives them others.
  const keyed = theirs.filter(({ table }) => table !== 'import_rows');
  return [...keyed.map(({ word }) => word), visitor.words].filter((word) =>
    text.includes(word.toLowerCase()),
  );
};

async function ask(): Promise<string> {
  const { company, customerId } = world;
  const id = randomUUID();
  await actAs(company.manager, (tx) =>
    tx.execute(sql`insert into erasures (id, company_id, customer_id, why, label, asked_by)
      values (${id}::uuid, ${company.id}::uuid, ${customerId}::uuid, 'asked', 'x', ${company.manager.userId}::uuid)`),
  );
  return id;
}

test('before, the packed month holds the person and fits its seals', async () => {
  expect(left().length).toBeGreaterThan(60);
  expect(await verifyAudit()).toMatchObject({ ok: true });
});

test('before, their own record tells what the packed month knows of them, to managers and to themselves alone', async () => {
  const { company, customerId, otherId } = world;
  const tells = async (actor: Actor, id: string) => JSON.stringify(await personRecord(actor, id));
  for (const actor of [company.manager, company.client]) {
    const record = await tells(actor, customerId);
    expect(record).toContain(visitor.words);
    expect(others.filter(({ word }) => record.includes(word))).toEqual([]);
  }
  expect(await tells(company.manager, otherId)).not.toContain(visitor.words);
  expect(await tells(company.client, otherId)).toBe('[]');
});

describe('anonymised', () => {
  const backup = join(folder, 'backup');
  const kept = join(folder, 'kept');

  beforeAll(async () => {
    await exportDatabase({ ownerUrl: own.ownerUrl, folder: backup });
    cpSync(files, kept, { recursive: true });
    const ref = { companyId: world.company.id, erasureId: await ask() };
    expect(await emptyRows(ref)).toBe(true);
    // Somebody else writes packed months: nothing is said to be done, and the next run does it.
    await aloneWithPacked(() => expect(finishErasure(ref, new Date())).rejects.toThrow('another process'));
    expect(await finishErasure(ref, new Date())).toBe(true);
  }, 60_000);

  test('none of their values is left in it, and all of anybody else’s are', () => {
    expect(left()).toEqual([]);
    const text = packed().toLowerCase();
    const inTrail = others.filter(({ table }) => !['saved_views', 'exports'].includes(table));
    // A paper's bytes are shown as figures.
    const stands = (word: string) =>
      [word.toLowerCase(), Buffer.from(word).toString('hex')].some((one) => text.includes(one));
    expect(inTrail.filter(({ word }) => !stands(word)).map(({ table }) => table)).toEqual([]);
    expect(text).toContain(visitor.ip);
  });

  test('their own record tells nothing of it any more', async () => {
    const record = JSON.stringify(await personRecord(world.company.manager, world.customerId));
    expect(record).not.toContain(visitor.words);
    expect(record).toContain('[erased]');
  });

  test('its entries still fit their seals, before and after what tells of them is sealed', async () => {
    expect(await verifyAudit()).toMatchObject({ ok: true });
    await sealAll(owner);
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });

  test('nothing waits any more, and once more changes no byte', async () => {
    expect([...(await owner`select 1 from packed_emptyings`)]).toEqual([]);
    const before = packed();
    expect(await emptyPacked(world.company.id)).toBe(0);
    expect(packed()).toBe(before);
  });

  const first = (lines: string[], has: string) => lines.findIndex((line) => line.includes(has));
  test.each<[string, string, (lines: string[]) => string[]]>([
    ['changes who did something', 'changed', (lines) => lines.with(5, swap(lines[5], '"actor"', 'nobody'))],
    [
      'writes a value in place of an emptied one',
      'changed',
      (lines) => {
        const at = first(lines, '[erased]');
        return lines.with(at, (lines[at] ?? '').replace('[erased]', 'Kofi'));
      },
    ],
    ['removes an entry', 'removed', (lines) => lines.toSpliced(5, 1)],
    ['removes the last one', 'removed', (lines) => lines.slice(0, -1)],
    ['adds one', 'added', (lines) => [...lines, swapId(lines.at(-1))]],
    [
      'empties one that nobody listed',
      'changed',
      (lines) => {
        const at = lines.findIndex((line) => /"emptied": ?null/.test(line) && /"salt": ?"/.test(line));
        const flat = sealOf.get(idOf(lines[at])) ?? '';
        return lines.with(at, swap(swap(lines[at], '"actor"', 'nobody'), '"emptied"', { flat }));
      },
    ],
  ])('whoever has the store and %s is found', async (_what, why, attack) => {
    await knowSeals();
    const [path = ''] = parts();
    const was = readFileSync(path);
    const lines = gunzipSync(was).toString().trimEnd().split('\n');
    writeFileSync(path, gzipSync(`${attack(lines).join('\n')}\n`));
    const verdict = await verifyAudit();
    expect(verdict).toMatchObject({ ok: false, first: { why } });
    // So that the managers of whose it is are told.
    const whole = lines.find((line) => idOf(line) === String(verdict.first?.id));
    expect(verdict.first?.companyId).toBe(whole ? JSON.parse(whole).company_id : null);
    writeFileSync(path, was);
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });

  test('a file that can’t be unpacked is no fault but a finding', async () => {
    const [path = ''] = parts();
    const was = readFileSync(path);
    writeFileSync(path, was.subarray(0, was.length / 2));
    expect(await verifyAudit()).toMatchObject({ ok: false, first: { why: 'changed' } });
    writeFileSync(path, was);
  });

  test('a month that was let go as a whole isn’t missed', async () => {
    rmSync(files, { recursive: true });
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });

  test('after a backup was put back they are anonymised in it again', async () => {
    cpSync(kept, files, { recursive: true });
    await importDatabase({ ownerUrl: own.ownerUrl, folder: backup });
    expect(left().length).toBeGreaterThan(60);
    expect(await eraseAgain(new Date())).toEqual({ done: 1, refused: [] });
    expect(left()).toEqual([]);
    await sealAll(owner);
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });

  test('files of an earlier night than the rows are emptied again as the trail has them', async () => {
    rmSync(files, { recursive: true });
    cpSync(kept, files, { recursive: true });
    expect(left().length).toBeGreaterThan(60);
    expect(await eraseAgain(new Date())).toEqual({ done: 0, refused: [] });
    expect(left()).toEqual([]);
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });

  test('rows of an earlier night than the files learn what is emptied in those', async () => {
    await importDatabase({ ownerUrl: own.ownerUrl, folder: backup });
    expect(left()).toEqual([]);
    expect(await verifyAudit()).toMatchObject({ ok: false, first: { why: 'changed' } });
    expect(await eraseAgain(new Date())).toEqual({ done: 1, refused: [] });
    expect(left()).toEqual([]);
    expect(await verifyAudit()).toMatchObject({ ok: true });
  });

  test('what tells of emptied values and of months goes with its own month, and proves them by its seal', async () => {
    await behindTheRules(
      (db) =>
        db`update audit_events set at = '2021-06-10T12:00:00Z' where id > (select sealed_id from audit_seal_marks)`,
    );
    await makeAuditPartitions(new Date());
    await sealAll(owner);
    expect(await retireTrail(anHourLater(), 24)).toMatchObject([{ month: '2021-06-01' }]);
    const [told] =
      await owner`select count(*) filter (where entry ->> 'action' = 'trail_retired')::int as months,
      count(*) filter (where entry ->> 'action' = 'values_emptied')::int as lists from audit_told`;
    expect(told).toMatchObject({ months: 1 });
    expect(told?.lists).toBeGreaterThan(0);
    expect(await verifyAudit()).toMatchObject({ ok: true });
    for (const action of ['trail_retired', 'values_emptied']) {
      const [entry] = await owner<{ id: string; entry: object }[]>`
        select id::text, entry from audit_told where entry ->> 'action' = ${action} order by id desc limit 1`;
      const put = (to: object) =>
        behindTheRules(
          (db) => db`update audit_told set entry = ${db.json(to as never)} where id = ${entry?.id ?? ''}`,
        );
      await put({ ...entry?.entry, actor: 'somebody else' });
      expect(await verifyAudit(), action).toMatchObject({ ok: false });
      await put(entry?.entry ?? {});
      expect(await verifyAudit()).toMatchObject({ ok: true });
    }
  });
});

test('a month whose entries are emptied while its file is written waits for the next night', async () => {
  const { company } = world;
  await owner`insert into audit_events (company_id, category, action, table_name, row_id, changes, actor, role)
    select ${company.id}, 'data', 'update', 'customers', ${world.otherId}, '{"name": ["a", "b"]}', 'x', 'y' from generate_series(1, 3)`;
  await behindTheRules(
    (db) =>
      db`update audit_events set at = '2021-08-10' where table_name = 'customers' and row_id = ${world.otherId}`,
  );
  await makeAuditPartitions(new Date());
  await sealAll(owner);
  const [month] = await owner`select count(*)::int as entries from audit_events where at < '2021-09-01'`;
  await owner`insert into audit_emptied (company_id, emptied_by, entry_id, stands)
    select company_id, gen_random_uuid(), id, audit_flat(e) from audit_events e where at < '2021-09-01' limit 1`;
  await expect(
    actAs({ role: 'runner', name: 'test' }, (tx) =>
      tx.execute(
        sql`select retire_audit_month('2021-08-01', 24, ${month?.entries}, 'audit/2021-08', ${Buffer.alloc(32)}, 0)`,
      ),
    ),
  ).rejects.toMatchObject({ code: 'CT097', message: expect.stringContaining('meanwhile') });
});

test('what a company keeps for so long only goes from packed months too', async () => {
  const { company } = world;
  await behindTheRules(
    (db) => db`update messages set created_at = now() - interval '500 days',
      status = case when status in ('waiting', 'sending', 'unknown') then 'sent' else status end`,
  );
  await owner`insert into privacy_settings (company_id, messages_months) values (${company.id}, 12)
    on conflict (company_id) do update set messages_months = 12`;
  const inPacked = (name: string) => {
    const text = packed().toLowerCase();
    return others.filter(({ table, word }) => table === name && text.includes(word.toLowerCase())).length;
  };
  expect(inPacked('messages')).toBeGreaterThan(3);
  expect((await runKeeping(company.id, new Date())).messages).toBeGreaterThan(0);
  expect(inPacked('messages')).toBe(0);
  expect(inPacked('customers')).toBeGreaterThan(3);
  expect([...(await owner`select 1 from packed_emptyings`)]).toEqual([]);
  expect(await verifyAudit()).toMatchObject({ ok: true });
});

test('what waits for one company is no other’s to empty', async () => {
  const other = (await fillPeople(owner)).company;
  await owner`insert into packed_emptyings (id, company_id, actor, reach, found)
    values (${world.company.id}, ${world.company.id}, 'retention', '{}', '{}')`;
  const seen = (companyId: string) =>
    actAs({ role: 'system', companyId, name: 'test' }, (tx) =>
      tx.execute(sql`select id from packed_waiting()`),
    );
  expect([...(await seen(world.company.id))]).toHaveLength(1);
  expect([...(await seen(other.id))]).toEqual([]);
  await actAs({ role: 'system', companyId: other.id, name: 'test' }, (tx) =>
    tx.execute(sql`select packed_done(${world.company.id}::uuid, 1)`),
  );
  expect([...(await seen(world.company.id))]).toHaveLength(1);
});

const sealOf = new Map<string, string>();
async function knowSeals(): Promise<void> {
  const rows = await owner<{ id: string; half: string }[]>`
    select ('x' || encode(substring(s.entries from n for 8), 'hex'))::bit(64)::bigint::text as id,
      encode(substring(s.entries from n + 8 for 8), 'hex') as half
    from audit_seals s, generate_series(1, length(s.entries), 16) n`;
  for (const { id, half } of rows) sealOf.set(id, half);
}
const idOf = (line = '') => String((JSON.parse(line) as { id: number }).id);
/** The line with another value of a key that stands once in it. */
function swap(line = '', key: string, value: unknown): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  entry[key.replaceAll('"', '')] = value;
  return JSON.stringify(entry);
}
const swapId = (line = '') => swap(line, '"id"', Number(idOf(line)) + 100_000);
