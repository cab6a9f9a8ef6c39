import 'server-only';
import { ConfigurationError, env } from './env';
import { log } from './log';
import { keepPlain } from './plain-output';
import { receiveRequests } from './receive-requests';

/**
 * What comes before everything else in a process that answers requests: a readable environment that fits where it
 * runs, plain output, one public address for whoever makes one, and marked requests. A wrong environment ends the
 * process with one line.
 */
export function prepareProcess(): void {
  if (!process.stdout.isTTY) keepPlain(process.stdout, process.stderr);
  try {
    const { CATER_ENV, NODE_ENV, PUBLIC_URL } = env();
    if (CATER_ENV === 'production' && NODE_ENV === 'development')
      throw new ConfigurationError('Not for CATER_ENV=production: the development server shows its source');
    // Whatever Host says, the sign-in library takes its address, and with it secure cookies, from here.
    if (PUBLIC_URL) process.env.AUTH_URL = new URL(PUBLIC_URL).origin;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    log.fatal(error.message);
    process.exit(78);
  }
  receiveRequests();
}
