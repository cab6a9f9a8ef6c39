import { join } from 'node:path';
import { type Child, startChild, tailOf } from './child';
import { waitUntilHealthy } from './health';
import { LaunchError } from './launch-error';
import type { LaunchSecrets } from './secrets';
import type { LaunchSettings } from './settings';
import { mailPortOf, simulatorAddress } from './simulator';

const longestStartMs = 90_000;
/**
 * Chosen for a process that stays under 512 MB under load. With every route's code loaded 235 MB of the old generation are in
 * use, and the rest is where V8 would otherwise let garbage pile up; the young one is large enough that short-lived rows
 * die young.
 */
const heapLimits = ['--max-old-space-size=320', '--max-semi-space-size=16'];

/** The surroundings of the app: what the person set, else what this start made. */
export function appEnvironment({
  env,
  settings,
  secrets,
  databaseUrl,
}: {
  env: NodeJS.ProcessEnv;
  settings: LaunchSettings;
  secrets: LaunchSecrets;
  databaseUrl: string;
}): NodeJS.ProcessEnv {
  const twilio = settings.simulated
    ? {
        TWILIO_ACCOUNT_SID: secrets.simulatorAccountSid,
        TWILIO_AUTH_TOKEN: secrets.simulatorAuthToken,
        TWILIO_API_BASE: simulatorAddress(settings),
        PAYSTACK_API_BASE: simulatorAddress(settings),
        SMTP_URL: env.SMTP_URL || `smtp://127.0.0.1:${mailPortOf(settings)}`,
        MAIL_FROM: env.MAIL_FROM || 'feedback@cater.test',
      }
    : {};
  const { DATABASE_OWNER_URL: _owner, ...rest } = env;
  return {
    ...rest,
    NODE_ENV: settings.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    AUTH_SECRET: env.AUTH_SECRET || secrets.authSecret,
    AUTH_URL: env.AUTH_URL || settings.publicUrl,
    AUTH_TRUST_HOST: env.AUTH_TRUST_HOST || 'true',
    PUBLIC_URL: settings.publicUrl,
    DATABASE_URL: databaseUrl,
    CATER_DATA: settings.dataDir,
    // glibc otherwise keeps up to eight pools of freed memory per core.
    MALLOC_ARENA_MAX: env.MALLOC_ARENA_MAX || '2',
    ...twilio,
  };
}

/** Starts Next over the build and waits until it is healthy. Throws LaunchError with the end of its log. */
export async function startApp({
  settings,
  env,
}: {
  settings: LaunchSettings;
  env: NodeJS.ProcessEnv;
}): Promise<Child> {
  const next = join(process.cwd(), 'node_modules', 'next', 'dist', 'bin', 'next');
  const logFile = appLog(settings);
  const address = ['-p', String(settings.port), '-H', settings.host];
  const child = startChild({
    name: 'the app',
    args: settings.dev ? [next, 'dev', ...address] : [...heapLimits, next, 'start', ...address],
    env,
    ...(!settings.dev && { logFile }),
  });
  try {
    const host = settings.host === '0.0.0.0' || settings.host === '::' ? '127.0.0.1' : settings.host;
    await waitUntilHealthy({
      url: `http://${host}:${settings.port}/api/health`,
      child,
      waitMs: longestStartMs,
    });
    return child;
  } catch (error) {
    await child.kill();
    const reason = error instanceof Error ? error.message : String(error);
    const tail = tailOf(logFile);
    throw new LaunchError(refusalIn(reason, tail) ?? `${reason}\n${tail}`.trimEnd());
  }
}

/** The sentence with which the app refused its surroundings (exit code 78), which is all that a person needs. */
function refusalIn(reason: string, tail: string): string | undefined {
  if (!reason.includes('code 78')) return undefined;
  const line = tail.split('\n').findLast((text) => text.startsWith('{"level":60'));
  return line && (JSON.parse(line) as { msg?: string }).msg;
}

/** Where the app's output goes in production. */
export function appLog(settings: LaunchSettings): string {
  return join(settings.dataDir, 'logs', 'app.log');
}
