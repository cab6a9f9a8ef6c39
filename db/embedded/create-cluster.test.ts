import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeTemporaryDataDir } from '../testing/temporary-data-dir';
import { findBinaries, type PostgresBinaries } from './binaries';
import { createCluster } from './create-cluster';
import { clusterMajor, openDataFolder } from './data-folder';

const dataDir = makeTemporaryDataDir('system');
const folder = openDataFolder(dataDir);

/** The machine's own PostgreSQL, where it has one. */
function systemBinaries(): PostgresBinaries | undefined {
  try {
    return findBinaries({
      major: undefined,
      user: folder.user,
      stageRoot: folder.work,
      packageDir: join(dataDir, 'none'),
    });
  } catch {
    return undefined;
  }
}

const system = systemBinaries();
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test.skipIf(!system)('a PostgreSQL of the machine makes a cluster too, from 15 on', async () => {
  if (!system) return;
  expect(system.origin).toBe('system');
  await createCluster({ folder, binaries: system, ownerPassword: 'unused-here' });
  expect(clusterMajor(folder)).toBe(system.major);
});
