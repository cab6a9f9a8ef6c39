import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { KeptFiles } from '../backups/store-files';
import { PostgresSetupError } from './setup-error';

export type Table = { schema: string; name: string; columns: string[] };
/** Of a file as it reads unpacked; the first format had neither. */
type Content = { rows?: number; sha256?: string };

/** What an export holds, in its `manifest.json`. */
export type Manifest = {
  format: 1 | 2;
  /** `created_at` of the migrations that the rows belong to. */
  migrations: string[];
  tables: (Table & { file: string } & Content)[];
  sequences: { schema: string; name: string; value: string }[];
  /** Of the store's folder; absent where files lie in a store elsewhere, and in exports of before. */
  files?: KeptFiles;
};

/** What was exported: the digest is of all that the manifest says, the digests of the tables among it. */
export type Exported = {
  tables: number;
  rows: number;
  /** Files of the store; undefined where they lie elsewhere. */
  files: number | undefined;
  bytes: number;
  digest: string;
};

const newline = 10;

/** Counts rows in COPY's text form, where a newline ends a row and stands nowhere else, while they go through. */
export function counted() {
  const hash = createHash('sha256');
  let rows = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  return { through, found: () => ({ rows, sha256: hash.digest('hex') }) };
}

export function writeManifest(folder: string, manifest: Manifest): Exported {
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 });
  return summaryOf(folder, manifest);
}

/** The manifest of an export. Throws PostgresSetupError where it wasn't finished. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path))
    throw new PostgresSetupError(`${folder} is not a finished export: it has no manifest.json.`);
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

/** Reads all of an export. Throws PostgresSetupError naming the first table that isn't as it was written. */
export async function checkExport(folder: string): Promise<Exported> {
  const manifest = readManifest(folder);
  for (const { file, name, rows, sha256 } of manifest.tables) {
    if (sha256 === undefined) continue;
    const content = counted();
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    try {
      await pipeline(createReadStream(join(folder, file)), createGunzip(), content.through, nowhere);
    } catch (error) {
      throw new PostgresSetupError(`The rows of ${name} in ${folder} can’t be read: ${String(error)}`);
    }
    const found = content.found();
    if (found.rows !== rows || found.sha256 !== sha256)
      throw new PostgresSetupError(`The rows of ${name} in ${folder} aren’t as they were written.`);
  }
  return summaryOf(folder, manifest);
}

function summaryOf(folder: string, manifest: Manifest): Exported {
  const { tables, files } = manifest;
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rows = 0 }) => sum + rows, 0),
    files: files?.count,
    bytes: tables.reduce((sum, { file }) => sum + statSync(join(folder, file)).size, files?.bytes ?? 0),
    digest: createHash('sha256').update(JSON.stringify(manifest)).digest('hex'),
  };
}
