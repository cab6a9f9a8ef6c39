import 'server-only';
import { log } from '@/lib/platform/log';
import { engineMode } from './mode';

/**
 * Starts the automation where the process stays alive: the embedded runner, or the app's registration with its
 * Inngest server, which goes on in the background until that answers. On a serverless host neither happens: it
 * needs a server, and its deployment registers. Resolves to what is to be awaited before events are sent.
 * Throws when a function can't run on the embedded runner.
 */
export async function startAutomation(serverless: boolean): Promise<{ ready: Promise<void> }> {
  const ready = Promise.resolve();
  if (engineMode() === 'server') {
    if (serverless) return { ready };
    const [{ inngest }, { registerApp }, { functions }] = await Promise.all([
      import('./client'),
      import('./register-app'),
      import('./registry'),
    ]);
    return { ready: registerApp(inngest, functions) };
  }
  if (serverless) {
    log.warn('No automation runs: a serverless host needs INNGEST_SIGNING_KEY and INNGEST_EVENT_KEY');
    return { ready };
  }
  const { startEmbedded } = await import('./embedded/start');
  await startEmbedded();
  return { ready };
}
