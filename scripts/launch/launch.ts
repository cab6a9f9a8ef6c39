import { demoLogins, demoPassword } from '../../db/seed/demo-logins';
import { appLog } from './app';
import { scheduleBackups } from './backups';
import { explain } from './explain';
import { watchNpm } from './launcher-watch';
import { createProgress } from './progress';
import { readSettings } from './settings';
import { simulatorAddress } from './simulator';
import { type RunningSystem, startSystem } from './system';

/**
 * `npm start` and `npm run dev`: brings everything up, says where it is, stays until Ctrl-C. Every refusal is
 * one clear line and exit code 1.
 */
export async function launch(args: string[]): Promise<void> {
  const progress = createProgress();
  const signals = new Stopper(progress.note);
  try {
    const settings = readSettings(process.env, args);
    const system = await startSystem({
      settings,
      env: process.env,
      progress,
      onStopper: (stop) => signals.use(stop),
    });
    const { dataDir } = settings;
    scheduleBackups({ database: system.database, env: process.env, dataDir, note: progress.note });
    if (!signals.stopping) greet(system);
  } catch (error) {
    if (signals.stopping) return;
    console.error(explain(error));
    process.exit(1);
  }
}

/** Ctrl-C, a polite kill and the end of npm stop everything in order; a second Ctrl-C at once. */
class Stopper {
  stopping = false;
  private stop: () => Promise<void> = async () => {};

  constructor(private readonly note: (line: string) => void) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.run());
    // The terminal may be gone; nobody reads us, but the children still need an orderly stop.
    process.stdout.on('error', () => {});
    watchNpm(() => this.run());
  }

  use(stop: () => Promise<void>): void {
    this.stop = stop;
  }

  private async run(): Promise<void> {
    if (this.stopping) process.exit(130);
    this.stopping = true;
    this.note('\nstopping…');
    try {
      await this.stop();
      this.note('✓ stopped');
      process.exit(0);
    } catch (error) {
      console.error(explain(error));
      process.exit(1);
    }
  }
}

function greet({ settings, database }: RunningSystem): void {
  const lines = ['', `Cater        ${settings.publicUrl}`];
  if (settings.simulated) lines.push(`Phone page   ${simulatorAddress(settings)}`);
  if (!settings.dev) lines.push(`Log          ${appLog(settings)}`);
  if (database.embedded && process.env.CATER_ENV !== 'production') lines.push(...describeLogins());
  lines.push('', 'Ctrl-C stops it.');
  console.log(lines.join('\n'));
}

function describeLogins(): string[] {
  const logins = demoLogins.map(({ email }) => `             ${email}`);
  return [`Demo logins  password ${demoPassword}`, ...logins];
}
