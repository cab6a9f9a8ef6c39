import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { openPool } from '@/db/client';
import { provision } from '@/db/embedded/provision';
import { startPostgres } from '@/db/embedded/start-postgres';
import { migrate } from '@/db/migrate';
import { createEmbeddedClient } from '@/lib/inngest/client';
import { simulatorAccountSid } from '@/simulator/server';
import { sender, startTestSimulator, testToken } from '@/simulator/testing';
import type { WorkerSettings } from './torture-runner-worker';

const runCount = 200;
const killCount = 10;
const longestMs = 240_000;
const longestLifeMs = 8_000;

const progress = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * 200 runs with sleeps, waits, retries and one message each, while the process that runs them is killed with
 * -9 ten times. Figures: runs that ended as they should, messages that the simulator got twice or never.
 */
export async function run(): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cater-torture-'));
  chmodSync(dataDir, 0o755);
  progress('starting PostgreSQL and the simulator');
  const server = await startPostgres({ dataDir, fast: true });
  const simulator = await startTestSimulator();
  try {
    const database = { ownerUrl: server.ownerUrl, database: 'torture', loginPassword: server.loginPassword };
    const { ownerUrl, databaseUrl } = await provision(database);
    await migrate({ ownerUrl });
    const owner = postgres(ownerUrl, { max: 2 });
    await owner`create table torture_outbox (key text primary key, sid text)`;
    const result = await torture({ owner, ownerUrl, databaseUrl, simulator });
    await owner.end();
    return result;
  } finally {
    await simulator.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Setting = {
  owner: postgres.Sql;
  ownerUrl: string;
  databaseUrl: string;
  simulator: Awaited<ReturnType<typeof startTestSimulator>>;
};

async function torture({ owner, ownerUrl, databaseUrl, simulator }: Setting): Promise<object> {
  const started = Date.now();
  const contacts = Array.from({ length: runCount }, (_, index) => ({
    key: `run-${index}`,
    to: `whatsapp:+23324${String(1_000_000 + index)}`,
  }));
  for (const { to } of contacts) await simulator.openSession(to);
  await sendStarts(databaseUrl, contacts);
  const worker: WorkerSettings = {
    databaseUrl,
    ownerUrl,
    messagesUrl: `${simulator.url}${simulator.messagesPath}.json`,
    authorization: `Basic ${Buffer.from(`${simulatorAccountSid}:${testToken}`).toString('base64')}`,
    from: sender,
  };
  const kills = await killRepeatedly(worker, owner);
  const child = await startWorker(worker);
  while ((await countEnded(owner)) < runCount && Date.now() - started < longestMs) await pause(200);
  child.kill('SIGKILL');
  const [runs] = await owner`select count(*)::int as total,
    (count(*) filter (where status = 'completed'))::int as completed from runner_runs where function_id = 'torture-torture'`;
  const [parked] = await owner`select count(*)::int as jobs from runner_jobs where parked_at is not null`;
  const sent = await countSends(simulator, contacts);
  return {
    runs: runs?.total,
    completed: runs?.completed,
    sentTwice: sent.filter((times) => times > 1).length,
    lost: sent.filter((times) => times === 0).length,
    kills,
    parkedJobs: parked?.jobs,
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
}

async function sendStarts(databaseUrl: string, contacts: { key: string; to: string }[]): Promise<void> {
  const connection = openPool({ url: databaseUrl, max: 1 });
  await createEmbeddedClient({ id: 'torture', connection }).send(
    contacts.map(({ key, to }, index) => ({
      name: 'torture/started',
      id: key,
      data: { key, to, answered: index % 2 === 0, nap: `${1 + (index % 15)}s` },
    })),
  );
  await connection.end();
}

/** Kills a worker each time another tenth of the messages is under way, at the latest after some seconds. */
async function killRepeatedly(worker: WorkerSettings, owner: postgres.Sql): Promise<number> {
  for (let kill = 1; kill <= killCount; kill += 1) {
    const child = await startWorker(worker);
    const until = Date.now() + longestLifeMs;
    while ((await countRows(owner)) < ((kill - 0.5) / killCount) * runCount && Date.now() < until)
      await pause(20);
    child.kill('SIGKILL');
    progress(
      `killed ${kill} of ${killCount}; ${await countRows(owner)} messages begun, ${await countEnded(owner)} of ${runCount} runs ended`,
    );
  }
  return killCount;
}

async function countRows(owner: postgres.Sql): Promise<number> {
  const [row] = await owner`select count(*)::int as begun from torture_outbox`;
  return row?.begun ?? 0;
}

async function startWorker(settings: WorkerSettings): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./torture-runner-worker.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', script, JSON.stringify(settings)],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, LOG_LEVEL: 'error' },
    },
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it was ready`)));
  });
  child.removeAllListeners('exit');
  return child;
}

async function countEnded(owner: postgres.Sql): Promise<number> {
  const [row] = await owner`select count(*)::int as ended from runner_runs
    where function_id = 'torture-torture' and ended_at is not null`;
  return row?.ended ?? 0;
}

async function countSends(simulator: Setting['simulator'], contacts: { key: string; to: string }[]) {
  const counts: number[] = [];
  for (const { key, to } of contacts) {
    const reply = await simulator.call('GET', `${simulator.messagesPath}.json?To=${encodeURIComponent(to)}`);
    const { messages } = reply.body as { messages: { body: string }[] };
    counts.push(messages.filter(({ body }) => body === key).length);
  }
  return counts;
}
