import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPortFree } from '../../db/embedded/ports';
import { errorCode } from '../../db/embedded/setup-error';
import { LaunchError } from './launch-error';

/** What a person may choose about a start. */
export type LaunchSettings = {
  port: number;
  host: string;
  simulatorPort: number;
  /** Absolute path of the folder for everything that is kept. */
  dataDir: string;
  /** The address people and webhooks use. */
  publicUrl: string;
  /** Whether the Twilio simulator stands in for Twilio. */
  simulated: boolean;
  dev: boolean;
};

/**
 * Reads PORT (3000), HOST (127.0.0.1), SIMULATOR_PORT (4010), CATER_DATA (.data), PUBLIC_URL and whether
 * TWILIO_ACCOUNT_SID is set. Throws LaunchError naming the variable that is wrong.
 */
export function readSettings(env: NodeJS.ProcessEnv, args: string[] = []): LaunchSettings {
  const port = readPort({ env, name: 'PORT', fallback: 3000 });
  const simulatorPort = readPort({ env, name: 'SIMULATOR_PORT', fallback: 4010 });
  if (port === simulatorPort) throw new LaunchError(`PORT and SIMULATOR_PORT are both ${port}: choose two.`);
  const unknown = args.find((arg) => arg !== '--dev');
  if (unknown) throw new LaunchError(`Unknown argument ${unknown}; the only one is --dev.`);
  return {
    port,
    simulatorPort,
    // The demo's passwords are public: only this machine may reach it unless somebody asks for more.
    host: env.HOST || '127.0.0.1',
    dataDir: resolve(env.CATER_DATA || '.data'),
    publicUrl: (env.PUBLIC_URL || `http://localhost:${port}`).replace(/\/$/, ''),
    simulated: !env.TWILIO_ACCOUNT_SID,
    dev: args.includes('--dev'),
  };
}

/** Fails before any long work when the data folder or a port can't be used. Throws LaunchError. */
export async function checkSettings(settings: LaunchSettings): Promise<void> {
  checkWritable(settings.dataDir);
  await checkPort({ port: settings.port, host: settings.host, name: 'PORT' });
  if (settings.simulated) {
    await checkPort({ port: settings.simulatorPort, host: '127.0.0.1', name: 'SIMULATOR_PORT' });
  }
}

function readPort({
  env,
  name,
  fallback,
}: {
  env: NodeJS.ProcessEnv;
  name: string;
  fallback: number;
}): number {
  const text = env[name];
  if (!text) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new LaunchError(`${name} is "${text}", but a port is a whole number from 1 to 65535.`);
  }
  return port;
}

function checkWritable(dataDir: string): void {
  const probe = join(dataDir, `.probe-${randomUUID()}`);
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new LaunchError(
      `The data folder ${dataDir} can't be written (${errorCode(error) ?? String(error)}): set CATER_DATA to a folder that you may write to.`,
    );
  }
}

async function checkPort({ port, host, name }: { port: number; host: string; name: string }): Promise<void> {
  if (await isPortFree({ port, host })) return;
  throw new LaunchError(`Port ${port} is already in use: stop what listens there or set ${name} to another.`);
}
