import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { closePool } from '@/db/client';
import { roles } from '@/db/enums';
import { justSignedIn } from '@/db/factories/session';
import { makeMatrixWorld } from '@/db/isolation/matrix-world';
import type { Actor } from '@/db/session';
import { may, rolesWith } from './auth/permissions';
import type { Command } from './platform/command';
import { Refusal, refusalOf } from './platform/errors';
import { madeUpInput } from './platform/testing/made-up-input';

vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));

type AnyCommand = Command<unknown, unknown>;
type World = Awaited<ReturnType<typeof makeMatrixWorld>>;

let world: World;
const commands: AnyCommand[] = [];
/** Every id of a company's rows, by the name of the table. */
type Ids = Map<string, string[]>;
let theirs: Ids;
let mine: Ids;

async function idsOf(companyId: string): Promise<Ids> {
  const tables = await world.owner<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
      and (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
        and (a.attname = 'company_id' or (a.attname = 'id' and a.atttypid = 'uuid'::regtype))) = 2`;
  const ids: Ids = new Map();
  for (const { name } of tables) {
    const rows = await world.owner<{ id: string }[]>`
      select id from ${world.owner(name)} where company_id = ${companyId} order by id limit 6`;
    if (rows.length > 0)
      ids.set(
        name,
        rows.map(({ id }) => id),
      );
  }
  const people = await world.owner<{ id: string }[]>`
    select user_id as id from memberships where company_id = ${companyId} and role = 'staff' order by 1 limit 2`;
  ids.set(
    'users',
    people.map(({ id }) => id),
  );
  return ids;
}

/** What every row of the other company says; another text where anything of it changed. */
async function fingerprint(companyId: string): Promise<Map<string, string>> {
  const tables = await world.owner<{ name: string; key: string }[]>`
    select c.relname as name, case when c.relname = 'companies' then 'id' else 'company_id' end as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (c.relname = 'companies' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped))`;
  const all = tables.map(
    ({ name, key }) =>
      `select '${name}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as said from "${name}" t where ${key} = '${companyId}'`,
  );
  const found = await world.owner.unsafe<{ name: string; said: string }[]>(all.join(' union all '));
  return new Map(found.map(({ name, said }) => [name, said]));
}

beforeAll(async () => {
  process.env.AUTH_SECRET ??= 'test-secret-of-32-characters-or-more';
  process.env.PUBLIC_URL ??= 'https://cater.test';
  world = await makeMatrixWorld();
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.ts$/.test(file) &&
      !/\.test\.ts$|\/testing\//.test(file) &&
      /\bcommand\(\{/.test(readFileSync(join('lib', file), 'utf8')),
  );
  const known = new Set<AnyCommand>();
  for (const file of files) {
    const room: Record<string, unknown> = await import(join(process.cwd(), 'lib', file));
    for (const one of Object.values(room))
      if (typeof one === 'function' && 'told' in one) known.add(one as unknown as AnyCommand);
  }
  commands.push(...known);
  [mine, theirs] = [await idsOf(world.mine.id), await idsOf(world.theirs.id)];
}, 120_000);
afterAll(async () => {
  await world.end();
  await closePool();
});

/** The tables whose rows a field may name: "bookingId" those of bookings, "id" any. */
function tablesOf(path: string): string[] {
  const name = path.split('.').at(-1) ?? '';
  const word = name.replace(/Ids?$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const named = [...theirs.keys()].filter(
    (table) => table === word || table === `${word}s` || table === word.replace(/y$/, 'ies'),
  );
  const people = /(user|assignee|owner|heir|person|people|colleague|mention)/.test(name);
  return named.length > 0 ? named : people ? ['users'] : [...theirs.keys()];
}

/** Inputs for a command, each with other ids: as many as its most various field has. */
function inputs({ told }: AnyCommand, from: Ids): unknown[] {
  const paths = new Set<string>();
  madeUpInput(told.input, (path) => {
    paths.add(path);
    return '0198c1f2-0000-7000-8000-000000000001';
  });
  const pools = new Map(
    [...paths].map((path) => [path, tablesOf(path).flatMap((table) => from.get(table)?.[0] ?? [])]),
  );
  const most = Math.max(1, ...[...pools.values()].map(({ length }) => length));
  return Array.from({ length: most }, (_none, at) => ({
    ...(madeUpInput(told.input, (path) => {
      const pool = pools.get(path) ?? [];
      return pool[at % pool.length] ?? '0198c1f2-0000-7000-8000-000000000001';
    }) as object),
    // Nobody takes on what they name beside the fields.
    ...{ companyId: world.theirs.id, role: 'manager', actor: { role: 'manager' } },
  }));
}

const actorFor = async ({ told }: AnyCommand, companies = world.mine): Promise<Actor> => {
  const role = may('manager', told.permission) ? 'manager' : rolesWith(told.permission)[0];
  return justSignedIn(companies.people[role ?? 'manager']);
};

const outcome = (work: Promise<unknown>) =>
  Promise.race([
    work.then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error, refusal: refusalOf(error) }),
    ),
    new Promise<{ late: true }>((done) => setTimeout(done, 5000, { late: true })),
  ]);

describe('every command there is', () => {
  test('refuses each role that has no right to it before it looks at anything, whatever else is claimed', async () => {
    expect(commands.length).toBeGreaterThan(190);
    const wrong: string[] = [];
    for (const command of commands)
      for (const role of roles) {
        if (may(role, command.told.permission)) continue;
        const claims = { role: 'manager', permission: command.told.permission, companyId: world.mine.id };
        const error = await command(world.mine.people[role], claims).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (!(error instanceof Refusal) || error.code !== 'forbidden')
          wrong.push(`${role} ${command.told.name}: ${String(error)}`);
      }
    expect(wrong).toEqual([]);
  });

  test('changes nothing of another company by its ids, tells nothing of it, and doesn’t break', async () => {
    const names = await world.owner<{ said: string }[]>`
      select event_name || ' ' || reference as said from bookings where company_id = ${world.theirs.id}
      union select name from companies where id = ${world.theirs.id}`;
    const before = await fingerprint(world.theirs.id);
    const wrong: string[] = [];
    let read = 0;
    for (const command of commands) {
      const actor = await actorFor(command);
      const given = inputs(command, theirs);
      if (given.some((input) => command.told.input.safeParse(input).success)) read += 1;
      for (const input of given) {
        const found = await outcome(command(actor, input));
        if ('late' in found) wrong.push(`${command.told.name} took longer than 5 s`);
        if ('error' in found && !found.refusal)
          wrong.push(
            `${command.told.name} broke: ${String((found.error as Error).cause ?? found.error).slice(0, 200)}`,
          );
        if ('answer' in found && names.some(({ said }) => JSON.stringify(found.answer ?? '').includes(said)))
          wrong.push(`${command.told.name} told of it`);
      }
      const after = await fingerprint(world.theirs.id);
      for (const [table, said] of after)
        if (before.get(table) !== said) {
          wrong.push(`${command.told.name} changed ${table}`);
          before.set(table, said);
        }
    }
    expect([...new Set(wrong)]).toEqual([]);
    // Of the rest the field's own schema refuses what is made up: it was tried as well, and got no further.
    expect(read / commands.length).toBeGreaterThan(0.6);
  }, 600_000);

  test('puts no id of another company beside its own', async () => {
    const found: string[] = [];
    const foreign = [...theirs.values()].flat();
    for (const [table] of mine) {
      if (table === 'intents') continue;
      const rows = await world.owner.unsafe<{ n: number }[]>(
        `select count(*)::int as n from "${table}" t where ${table === 'users' ? 'false' : `company_id = '${world.mine.id}'`} and t::text ~ $1`,
        [foreign.join('|')],
      );
      if (rows[0]?.n) found.push(table);
    }
    expect(found).toEqual([]);
  });
});
