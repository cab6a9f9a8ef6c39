import { randomBytes } from 'node:crypto';
import { UnsafeToStart } from './guard';
import { simulatorAccountSid, startSimulator } from './server';

const {
  SIMULATOR_PORT: port = '4010',
  SIMULATOR_ACCOUNT_SID: accountSid = simulatorAccountSid,
  SIMULATOR_AUTH_TOKEN: authToken = randomBytes(16).toString('hex'),
  SIMULATOR_DATA: dataPath,
  SIMULATOR_INBOUND_URL: inboundUrl,
  SIMULATOR_TITLE: title,
  SIMULATOR_SENDER: sender,
  SIMULATOR_MAIL_PORT: mailPort,
  SIMULATOR_EXIT_WITH_STDIN: exitWithStdin,
} = process.env;

function explain(error: unknown): string {
  if (error instanceof UnsafeToStart) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `The simulator's port ${port} is already in use; set SIMULATOR_PORT to another one.`;
  if (code === 'EACCES' || code === 'EROFS') return `The simulator can't write to ${dataPath}.`;
  return `The simulator can't start: ${error instanceof Error ? error.message : String(error)}`;
}

async function main(): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`SIMULATOR_PORT is '${port}', not a port.`);
  const simulator = await startSimulator({
    port: Number(port),
    accountSid,
    authToken,
    ...(mailPort ? { mailPort: Number(mailPort) } : {}),
    ...(dataPath ? { dataPath } : {}),
    ...(title ? { title } : {}),
    settings: { ...(inboundUrl ? { inboundUrl } : {}), ...(sender ? { defaultSender: sender } : {}) },
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (exitWithStdin === '1') {
    process.stdin.on('end', stop).on('close', stop).on('error', stop);
    process.stdin.resume();
  }
  console.log(`Phones: ${simulator.url}  (account ${accountSid})`);
  if (!process.env.SIMULATOR_AUTH_TOKEN) console.log(`Auth token of this run: ${authToken}`);
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
