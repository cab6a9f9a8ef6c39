import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../db/embedded/setup-error';
import { LaunchError } from './launch-error';

/** Random values that must stay the same from one start to the next. */
export type LaunchSecrets = { authSecret: string; simulatorAccountSid: string; simulatorAuthToken: string };

/** Reads `secrets.json` (0600) of the data folder, making it the first time. */
export function loadSecrets(dataDir: string): LaunchSecrets {
  const path = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LaunchSecrets;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw new LaunchError(`${path} can't be read: ${String(error)}`);
  }
  const secrets: LaunchSecrets = {
    authSecret: randomBytes(48).toString('base64url'),
    // As long as Twilio's (34 characters), but never mistaken for one of theirs.
    simulatorAccountSid: `ACsim${randomBytes(15).toString('hex').slice(0, 29)}`,
    simulatorAuthToken: randomBytes(16).toString('hex'),
  };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return secrets;
}
