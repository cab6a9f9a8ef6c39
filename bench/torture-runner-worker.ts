import postgres from 'postgres';
import { createEmbeddedClient } from '@/lib/inngest/client';
import { startRunner } from '@/lib/inngest/embedded/runner';
import { openRunnerPool } from '@/lib/inngest/embedded/store';
import { syncFunctions } from '@/lib/inngest/embedded/sync';
import { buildTortureFunctions, type Gateway } from './torture-runner-functions';

/** The process that gets killed. Its settings come as JSON in the first argument. */
export type WorkerSettings = {
  databaseUrl: string;
  ownerUrl: string;
  messagesUrl: string;
  authorization: string;
  from: string;
};

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? '{}');
const connection = openRunnerPool(settings.databaseUrl);
const outbox = postgres(settings.ownerUrl, { max: 4 });
const client = createEmbeddedClient({ id: 'torture', connection });
const functions = buildTortureFunctions({ client, outbox, gateway: openGateway(settings) });
const { handler, registry } = await syncFunctions(client, functions);
await startRunner({
  connection,
  registry,
  handler,
  settings: { backoffScale: 0.02, leaseMs: 1_500, heartbeatMs: 400, pollMs: 300 },
});
process.stdout.write('ready\n');
// The parent's death ends this process too.
process.stdin.resume().on('end', () => process.exit(0));

function openGateway({ messagesUrl, authorization, from }: WorkerSettings): Gateway {
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  return {
    send: async (to, key) => {
      const body = new URLSearchParams({ From: from, To: to, Body: key }).toString();
      const response = await fetch(messagesUrl, { method: 'POST', headers, body });
      const answer = (await response.json()) as { sid?: string; message?: string };
      if (!answer.sid) throw new Error(`The simulator refused: ${answer.message}`);
      return answer.sid;
    },
    find: async (to, key) => {
      const response = await fetch(`${messagesUrl}?To=${encodeURIComponent(to)}`, { headers });
      const { messages } = (await response.json()) as { messages: { sid: string; body: string }[] };
      return messages.find(({ body }) => body === key)?.sid;
    },
  };
}
