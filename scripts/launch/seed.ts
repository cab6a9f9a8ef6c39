import { join } from 'node:path';
import { startChild, tailOf } from './child';
import { LaunchError } from './launch-error';

type Surroundings = { env: NodeJS.ProcessEnv; databaseUrl: string; dataDir: string };

/**
 * Loads the demo data in a process of its own, once for a data folder. Returns whether it did. Throws
 * LaunchError when that fails.
 */
export function seedDemoData(surroundings: Surroundings): Promise<void> {
  return runScript('seed', [join('scripts', 'db.ts'), 'seed'], surroundings);
}

/** Gives the simulator the demo company's templates and phones. Throws LaunchError when that fails. */
export function prepareDemo(surroundings: Surroundings): Promise<void> {
  return runScript('prepare-demo', [join('scripts', 'prepare-demo.ts')], surroundings);
}

async function runScript(
  name: string,
  script: string[],
  { env, databaseUrl, dataDir }: Surroundings,
): Promise<void> {
  const logFile = join(dataDir, 'logs', `${name}.log`);
  const child = startChild({
    name,
    args: ['--import', 'tsx', ...script],
    env: { ...env, DATABASE_URL: databaseUrl },
    logFile,
  });
  const how = await child.ended;
  if (how !== 'code 0')
    throw new LaunchError(`${name} failed (${how}); the end of ${logFile}:\n${tailOf(logFile)}`);
}
