import { PostgresSetupError } from '../../db/embedded/setup-error';
import { MigrationError } from '../../db/migrate';
import { LaunchError } from './launch-error';

/** One line for what we foresaw, the whole story for what we did not. */
export function explain(error: unknown): string {
  const foreseen =
    error instanceof LaunchError || error instanceof PostgresSetupError || error instanceof MigrationError;
  if (foreseen) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
