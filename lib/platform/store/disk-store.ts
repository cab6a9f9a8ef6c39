import 'server-only';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustBeKey, type Store } from './store-contract';

const missing = (error: unknown) => (error as { code?: string }).code === 'ENOENT';

/** Files in a folder that only this user reads; a file is there whole or not at all. */
export function diskStore(folder: string): Store {
  const pathOf = (key: string) => join(folder, mustBeKey(key));
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const written = `${path}.${randomUUID()}.part`;
      await writeFile(written, bytes, { mode: 0o600, flush: true });
      await rename(written, path);
    },
    get: async (key) => {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    remove: async (key) => rm(pathOf(key), { force: true }),
  };
}
