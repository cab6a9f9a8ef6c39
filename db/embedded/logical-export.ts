import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import postgres from 'postgres';
import { keepFiles, stageFiles } from '../backups/store-files';
import {
  checkExport,
  counted,
  type Exported,
  type Manifest,
  readManifest,
  type Table,
  writeManifest,
} from './export-files';
import { quote } from './provision';
import { PostgresSetupError } from './setup-error';

/**
 * Writes every row of the database into a new folder, one file a table in COPY's text form, all of one
 * moment, with how many rows it holds and a digest of them. Independent of the PostgreSQL version, so this is the way
 * from one major to the next. With the files of the store, where they lie on this disk. Throws PostgresSetupError when row
 * security would hide rows from this login or the folder exists.
 */
export async function exportDatabase({
  ownerUrl,
  folder,
  files,
}: {
  ownerUrl: string;
  folder: string;
  /** The store's folder, and the export before, whose files are linked where they are the same. */
  files?: { from: string; before?: string | undefined } | undefined;
}): Promise<Exported> {
  if (existsSync(folder)) throw new PostgresSetupError(`${folder} exists already: name a new folder.`);
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await requireFullSight(sql);
    const manifest = await sql.begin('isolation level repeatable read read only', async (tx) => {
      await tx`set local row_security = off`;
      const tables = await listTables(tx);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const written: Manifest['tables'] = [];
      for (const table of tables) {
        const file = `${table.schema}.${table.name}.copy.gz`;
        const content = counted();
        const rows = await tx
          .unsafe(`copy (select ${columnList(table)} from ${tableName(table)}) to stdout`)
          .readable();
        const target = createWriteStream(join(folder, file), { mode: 0o600 });
        await pipeline(rows, content.through, createGzip({ level: 4 }), target);
        // postgres.js holds its socket while the last part is taken away and never lets it go on, since a stream that ended is
        // asked for no more.
        rows._read(0);
        written.push({ ...table, file, ...content.found() });
      }
      const [migrations, sequences] = [await listMigrations(tx), await listSequences(tx)];
      return { format: 2 as const, migrations, tables: written, sequences };
    });
    const kept = files && (await keepFiles({ folder, ...files }));
    // Last: a folder without it is an export that was interrupted.
    return writeManifest(folder, { ...manifest, ...(kept && { files: kept }) });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Replaces all rows of a migrated database by those of an export, in one transaction, and then the files of the store's
 * folder by its own, where it has some. Needs a superuser, as triggers and foreign keys must hold still meanwhile. Throws
 * PostgresSetupError, with nothing changed, when the export belongs to other migrations than the database, or isn't as it was
 * written. Gives how many tables and files, and where the former files are.
 */
export async function importDatabase({
  ownerUrl,
  folder,
  filesInto,
}: {
  ownerUrl: string;
  folder: string;
  filesInto?: string | undefined;
}): Promise<{ tables: number; files: number; formerFiles: string | undefined }> {
  const manifest = readManifest(folder);
  await checkExport(folder);
  const staged = filesInto ? await stageFiles({ folder, expected: manifest.files }, filesInto) : undefined;
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await requireFullSight(sql);
    await sql.begin(async (tx) => {
      await requireSameMigrations(tx, manifest);
      await tx`set local session_replication_role = replica`;
      const names = (await listTables(tx)).map(tableName);
      if (names.length > 0) await tx.unsafe(`truncate ${names.join(', ')} cascade`);
      for (const table of manifest.tables) {
        const into = await tx.unsafe(`copy ${tableName(table)} (${columnList(table)}) from stdin`).writable();
        const from = createReadStream(join(folder, table.file));
        await (table.file.endsWith('.gz') ? pipeline(from, createGunzip(), into) : pipeline(from, into));
      }
      for (const { schema, name, value } of manifest.sequences) {
        await tx`select setval(${`${quote(schema)}.${quote(name)}`}::regclass, ${value}::bigint)`;
      }
    });
    return {
      tables: manifest.tables.length,
      files: staged?.count ?? 0,
      formerFiles: await staged?.take(),
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function requireFullSight(sql: postgres.Sql): Promise<void> {
  const [role] = await sql<{ sees: boolean }[]>`
    select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`;
  if (!role?.sees) {
    throw new PostgresSetupError(
      'This login does not see past row level security: set DATABASE_OWNER_URL to a superuser or a role with BYPASSRLS.',
    );
  }
}

async function requireSameMigrations(sql: postgres.TransactionSql, manifest: Manifest): Promise<void> {
  const here = await listMigrations(sql);
  if (here.join() === manifest.migrations.join()) return;
  throw new PostgresSetupError(
    `The export belongs to ${manifest.migrations.length} migrations, the database has ${here.length}: restore with the source that exported it, then update.`,
  );
}

async function listTables(sql: postgres.TransactionSql): Promise<Table[]> {
  // Partitions come with their parent; generated columns can't be written.
  return sql<Table[]>`
    select n.nspname as schema, c.relname as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'drizzle') and n.nspname not like 'pg\_%'
    group by 1, 2 order by 1, 2`;
}

async function listMigrations(sql: postgres.TransactionSql): Promise<string[]> {
  const rows = await sql<{ created_at: string }[]>`
    select created_at from drizzle.__drizzle_migrations order by created_at`;
  return rows.map((row) => row.created_at);
}

async function listSequences(sql: postgres.TransactionSql): Promise<Manifest['sequences']> {
  return sql<Manifest['sequences']>`
    select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
    where last_value is not null and schemaname not in ('drizzle')`;
}

function columnList({ columns }: { columns: string[] }): string {
  return columns.map(quote).join(', ');
}

function tableName({ schema, name }: { schema: string; name: string }): string {
  return `${quote(schema)}.${quote(name)}`;
}
