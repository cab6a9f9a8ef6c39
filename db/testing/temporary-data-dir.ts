import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder for a throw-away server. Others may enter it: under root PostgreSQL runs as another user. */
export function makeTemporaryDataDir(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `cater-${name}-`));
  chmodSync(dir, 0o755);
  return dir;
}
