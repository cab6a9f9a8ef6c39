import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { type Stack, startStack } from '../scripts/stack';
import { type Acknowledged, type Done, Person } from './soak-work';
import { makeWorld, type World } from './soak-world';

const people = 50;
const overloadedBy = 3;
const overloadMs = 60_000;
/** How long a person looks at what they got, in milliseconds. */
const thinks = { least: 500, most: 1500 };
const recoversWithinMs = 30_000;
const note = (text: string) => process.stderr.write(`${text}\n`);

/**
 * 50 people of five companies work for 10 minutes (`--minutes N`) on the production build: pages, data, searches,
 * bookings, payments, customers' messages. Each answer has to be right and nobody else's, and what was acknowledged has to
 * be in the database once. Then three times as many: what isn't answered is told 429 or 503, and the app is its old self
 * soon after. The last line is the judgement; a minute (a quarter of shorter runs) warms up and counts for nothing.
 */
export async function measureSoak(): Promise<void> {
  const at = process.argv.indexOf('--minutes');
  const minutes = at > 0 ? Number(process.argv[at + 1]) : 10;
  const stack = await startStack({ env: { SEND_RATE: '100000', DATABASE_POOL: '10' } });
  try {
    const world = await makeWorld(stack, people * overloadedBy);
    const told: Acknowledged = { bookings: [], payments: 0, sids: [] };
    const totalMs = minutes * 60_000;
    note(`${people} people for ${minutes} minutes`);
    await work(world, told, { count: people, forMs: Math.min(60_000, totalMs / 4) });
    const memory = watchMemory(stack);
    const calm = await work(world, told, { count: people, forMs: totalMs });
    const { growth, samples } = memory.stop();
    const peakMemoryMb = memoryOf(stack, 'VmHWM');
    note(`${people * overloadedBy} people for a minute`);
    const rush = await work(world, told, { count: people * overloadedBy, forMs: overloadMs });
    const recoverySeconds = await recover(world, told);
    if (recoverySeconds === null) {
      process.exitCode = 1;
      note(`It wasn’t its old self ${recoversWithinMs / 1000} s after the rush`);
    }
    const lost = await countLost(world, told);
    for (const wrong of [...new Set(calm.flatMap((one) => one.wrong ?? []))].slice(0, 10)) note(wrong);
    for (const line of byName(calm)) console.log(JSON.stringify(line));
    const refused = rush.filter(({ status }) => status === 429 || status === 503);
    const others = rush.filter((one) => !one.correct && !refused.includes(one));
    for (const wrong of [...new Set(others.flatMap((one) => one.wrong ?? []))].slice(0, 10)) note(wrong);
    console.log(
      JSON.stringify({
        overload: {
          requests: rush.length,
          refused: refused.length,
          otherwiseWrong: others.length,
          recoverySeconds,
        },
        acknowledged: told.bookings.length + told.payments + told.sids.length,
        lost,
        memorySamplesMb: samples,
      }),
    );
    console.log(
      JSON.stringify({
        requests: calm.length,
        correctShare: share(calm.filter(({ correct }) => correct).length - lost, calm.length),
        p95ReadMs: p95(calm.filter(({ kind }) => kind === 'read')),
        p95WriteMs: p95(calm.filter(({ kind }) => kind === 'write')),
        memoryGrowth: growth,
        peakMemoryMb,
      }),
    );
  } finally {
    await stack.stop();
  }
}

async function work(
  world: World,
  told: Acknowledged,
  { count, forMs }: { count: number; forMs: number },
): Promise<Done[]> {
  const done: Done[] = [];
  const until = performance.now() + forMs;
  await Promise.all(
    world.users.slice(0, count).map(async (user) => {
      const person = new Person(world, user, told);
      // Not all at the same moment.
      await pause(Math.random() * thinks.most);
      while (performance.now() < until) {
        done.push(await person.act(Math.random()));
        await pause(thinks.least + Math.random() * (thinks.most - thinks.least));
      }
      person.close();
    }),
  );
  return done;
}

/** Seconds after the rush until 50 people are all answered, and in time, for five seconds; null where that began later than it may. */
async function recover(world: World, told: Acknowledged): Promise<number | null> {
  const began = performance.now();
  for (let at = began; at - began <= recoversWithinMs; at = performance.now()) {
    const looks = await work(world, told, { count: people, forMs: 5000 });
    const calm = looks.every(({ correct }) => correct) && p95(looks) <= 800;
    if (calm) return Math.round((at - began) / 1000);
  }
  return null;
}

/** What was acknowledged and isn't there, or is there twice. */
async function countLost({ stack, companies }: World, told: Acknowledged): Promise<number> {
  const owner = postgres(stack.ownerUrl, { max: 1, onnotice: () => undefined });
  const ids = companies.map(({ id }) => id);
  try {
    const [found] = await owner<{ bookings: number; payments: number; sids: number }[]>`select
      (select count(*)::int from bookings where id = any(${told.bookings}::uuid[])) as bookings,
      (select count(*)::int from payments where amount = 1 and company_id = any(${ids}::uuid[])) as payments,
      (select count(*)::int from messages where sid = any(${told.sids})) as sids`;
    return (
      Math.abs(told.bookings.length - (found?.bookings ?? 0)) +
      Math.abs(told.payments - (found?.payments ?? 0)) +
      Math.abs(told.sids.length - (found?.sids ?? 0))
    );
  } finally {
    await owner.end();
  }
}

/** Looks at the app's memory every second; its growth is from the median of the first fifth to that of the last. */
function watchMemory(stack: Stack) {
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(memoryOf(stack, 'VmRSS')), 1000);
  return {
    stop() {
      clearInterval(timer);
      const fifth = Math.max(1, Math.floor(seen.length / 5));
      const [first, last] = [median(seen.slice(0, fifth)), median(seen.slice(-fifth))];
      const growth = first === 0 ? 0 : Math.round((last / first - 1) * 1000) / 1000;
      return {
        growth,
        samples: Array.from({ length: 5 }, (_, n) => median(seen.slice(n * fifth, (n + 1) * fifth))),
      };
    },
  };
}

function memoryOf(stack: Stack, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${stack.appPid()}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
const share = (part: number, whole: number) =>
  whole === 0 ? 0 : Math.round((part / whole) * 100_000) / 100_000;

function p95(done: readonly Done[]): number {
  const sorted = done.map(({ ms }) => ms).sort((one, other) => one - other);
  return Math.round(sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0);
}

function byName(done: readonly Done[]) {
  return [...new Set(done.map(({ name }) => name))].sort().map((name) => {
    const own = done.filter((one) => one.name === name);
    return {
      name,
      requests: own.length,
      correct: own.filter(({ correct }) => correct).length,
      p95Ms: p95(own),
    };
  });
}
