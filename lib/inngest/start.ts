import 'server-only';
import { log } from '@/lib/platform/log';
import { engineMode } from './mode';

/**
 * Starts the embedded runner where it is the engine and the process stays alive. On a serverless host it never
 * loads: that host needs an Inngest server. Throws when a function can't run on the embedded runner.
 */
export async function startAutomation(serverless: boolean): Promise<void> {
  if (engineMode() === 'server') return;
  if (serverless) {
    log.warn('No automation runs: a serverless host needs INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY');
    return;
  }
  const { startEmbedded } = await import('./embedded/start');
  await startEmbedded();
}
