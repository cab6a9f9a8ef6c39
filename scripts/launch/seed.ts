import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, tailOf } from './child';
import { LaunchError } from './launch-error';

type Surroundings = { env: NodeJS.ProcessEnv; databaseUrl: string; dataDir: string };

/** Whether this data folder has had its demo data. Asking the database would cost seconds on every start. */
export function hasDemoData(dataDir: string): boolean {
  return existsSync(mark(dataDir));
}

/** Loads the demo data in a process of its own. Throws LaunchError when that fails. */
export async function seedDemoData(surroundings: Surroundings): Promise<void> {
  await runScript('seed', [join('scripts', 'db.ts'), 'seed'], surroundings);
  writeFileSync(mark(surroundings.dataDir), '');
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
    args: ['--conditions=react-server', '--import', 'tsx', ...script],
    env: { ...env, DATABASE_URL: databaseUrl },
    logFile,
  });
  const how = await child.ended;
  if (how !== 'code 0')
    throw new LaunchError(`${name} failed (${how}); the end of ${logFile}:\n${tailOf(logFile)}`);
}

function mark(dataDir: string): string {
  return join(dataDir, 'demo-data-loaded');
}
