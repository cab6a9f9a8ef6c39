import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../db/embedded/setup-error';
import { simulatorMark } from '../../simulator/guard';
import { LaunchError } from './launch-error';

/** Random values that must stay the same from one start to the next. */
export type LaunchSecrets = { authSecret: string; simulatorAccountSid: string; simulatorAuthToken: string };

/** Reads `secrets.json` (0600) of the data folder, making it the first time. */
export function loadSecrets(dataDir: string): LaunchSecrets {
  const path = join(dataDir, 'secrets.json');
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as LaunchSecrets;
    if (/^AC[0-9a-f]{32}$/.test(kept.simulatorAccountSid)) return kept;
    // Of a time when the simulator's account had a form that Twilio never gives.
    return save(path, { ...kept, simulatorAccountSid: newAccountSid() });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw new LaunchError(`${path} can't be read: ${String(error)}`);
  }
  return save(path, {
    authSecret: randomBytes(48).toString('base64url'),
    simulatorAccountSid: newAccountSid(),
    simulatorAuthToken: randomBytes(16).toString('hex'),
  });
}

/** In Twilio's form, and by its beginning never taken for one of theirs. */
const newAccountSid = () => `AC${simulatorMark}${randomBytes(10).toString('hex')}`;

function save(path: string, secrets: LaunchSecrets): LaunchSecrets {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return secrets;
}
