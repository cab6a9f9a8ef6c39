import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, tailOf } from './child';
import { LaunchError } from './launch-error';

/** Loads the demo data in a process of its own, unless it is there. Throws LaunchError when that fails. */
export async function seedDemoData({
  env,
  databaseUrl,
  dataDir,
}: {
  env: NodeJS.ProcessEnv;
  databaseUrl: string;
  dataDir: string;
}): Promise<void> {
  if (!existsSync(join('db', 'seed', 'demo.ts'))) return;
  const logFile = join(dataDir, 'logs', 'seed.log');
  const child = startChild({
    name: 'seed',
    args: ['--import', 'tsx', join('scripts', 'db.ts'), 'seed'],
    env: { ...env, DATABASE_URL: databaseUrl },
    logFile,
  });
  const how = await child.ended;
  if (how !== 'code 0') {
    throw new LaunchError(
      `Loading the demo data failed (${how}); the end of ${logFile}:\n${tailOf(logFile)}`,
    );
  }
}
