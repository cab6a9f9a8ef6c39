import { performance } from 'node:perf_hooks';
import type { Connection } from '@/db/client';
import { makeSession } from '@/db/factories/session';
import { actAs, readAs } from '@/db/session';
import { valuesOf } from '@/lib/dashboard/insights/days';
import { askHead, askPanels } from '@/lib/dashboard/insights/panels';
import { insightsScreen } from '@/lib/dashboard/insights/screens';
import { askDashboard } from '@/lib/dashboard/queries';
import { keptRates } from '@/lib/platform/kept-answers';
import { openScreen } from '@/lib/platform/screen';
import { keepFolded, mostWaiting } from '@/lib/stats/keep-folded';
import { openLaid } from './many-bookings';
import { askedSizes } from './sizes';

const repeats = 200;
/** PostgreSQL decides after five whether one plan of a statement will do. */
const warmUps = 10;
const writers = 16;
const writeMs = 8_000;

type Times = { p50: number; p95: number; coldMs: number };

/**
 * What the dashboard's data cost at 1k, 100k and 1M bookings, or at those asked for, 80 % of them of the company that asks; and what
 * counting costs writers, as throughput with the triggers to that without, in turns. A JSON line each. The last one's `uncachedRatio`
 * is the most to the fewest bookings, by the middle times of one that asks at a time: the larger of Today's and the insights'. Its
 * percentiles are Today's at the most. BENCH_DATA keeps what was laid, as `openLaid` says.
 */
export async function measureDashboard(): Promise<void> {
  const sizes = askedSizes([1_000, 100_000, 1_000_000]);
  const [least = 0, most = least] = [sizes[0], sizes.at(-1)];
  const timed: Record<number, Timed> = {};
  for (const size of sizes) {
    const laid = await openLaid(size);
    try {
      timed[size] = await timeSize(laid, size);
      if (size === most) await sumUp(laid, { least: timed[least] ?? {}, most: timed[most] ?? {} });
    } finally {
      await laid.close();
    }
  }
}

/** Of Today and of the insights, by how many ask at once. */
type Timed = Record<number, { today: Times; insights: Times }>;

async function timeSize({ company, owner }: Laid, size: number): Promise<Timed> {
  // As the minute's job leaves them.
  await owner`select fold_stats(2000000000)`;
  const timed: Timed = {};
  for (const at of [1, 10, 50]) {
    const today = await timeReads(at, () => readAs(company.staff, (tx) => askDashboard(tx, new Date())));
    const insights = await timeReads(at, () => readInsights(company));
    timed[at] = { today, insights };
    console.log(
      JSON.stringify({ bookings: size, concurrency: at, uncachedMs: today, insightsUncachedMs: insights }),
    );
  }
  return timed;
}

async function sumUp({ company, owner }: Laid, { least, most }: Record<'least' | 'most', Timed>) {
  const { keptMs, hitRate } = await timeKept(company, owner);
  console.log(JSON.stringify({ insightsKeptMs: keptMs, hitRate }));
  const { writeRatio, mostUnfolded, perSecond } = await timeWrites(company.id, owner);
  console.log(JSON.stringify({ writesPerSecond: perSecond, writeRatio, mostUnfolded }));
  const [p95At1Ms, p95At10Ms] = [most[1]?.today.p95, most[10]?.today.p95];
  const ratioOf = (of: 'today' | 'insights') => round((most[1]?.[of].p50 ?? 0) / (least[1]?.[of].p50 ?? 1));
  const [todayRatio, insightsRatio] = [ratioOf('today'), ratioOf('insights')];
  const uncachedRatio = Math.max(todayRatio, insightsRatio);
  console.log(JSON.stringify({ todayRatio, insightsRatio }));
  console.log(JSON.stringify({ uncachedRatio, p95At1Ms, p95At10Ms, writeRatio, hitRate, mostUnfolded }));
}

type Laid = Awaited<ReturnType<typeof openLaid>>;
type Company = Laid['company'];

/** The panels of a year as a manager asks for them, nothing kept. */
const readInsights = (company: Company) =>
  readAs(
    company.manager,
    (tx) => {
      const values = valuesOf({ period: '365' }, new Date());
      return [askHead(tx, values), ...Object.values(askPanels(tx, values))] as const;
    },
    // As their screen says.
    { onePlan: insightsScreen.onePlan ?? false },
  );

/**
 * What an office writes in a day, as often of twenty: mostly messages and work on events that aren't agreed yet, wherever they lie in
 * the calendar; money and answers some, agreements and changes of agreed events a few. Each is one statement, as an owner of the
 * tables writes it.
 */
const dayOfWork: readonly (readonly [times: number, statement: (pick: number) => string])[] = [
  // What the trigger of a message leaves.
  [6, () => `insert into live_changes (company_id, topic, subject) values ($1, 'messages', gen_random_uuid())`],
  [6, (pick) => change(`status in ('enquiry', 'quoted')`, `guests = 1 + (guests + 7) % 900`, pick)],
  [2, (pick) => change(`status in ('enquiry', 'quoted')`, `event_name = event_name || '.'`, pick)],
  [1, (pick) => change(`status = 'enquiry'`, `status = 'quoted'`, pick)],
  [1, (pick) => change(`status = 'quoted'`, `status = 'confirmed', confirmed_at = now()`, pick)],
  [1, (pick) => change(`status = 'confirmed' and starts_at > now()`, `guests = 1 + (guests + 7) % 900`, pick)],
  [2, (pick) => `insert into payments (id, company_id, booking_id, amount, method) select gen_random_uuid(), company_id, id, 100, 'cash' from bookings
    where company_id = $1 and status = 'confirmed' and total - taken_off - paid > 100 order by id offset ${pick} limit 1`],
  [1, (pick) => `update feedback set rating = 1 + rating % 5 where id = (select id from feedback where company_id = $1 order by given_at desc offset ${pick} limit 1)`],
]; // biome-ignore format: a table
const change = (which: string, set: string, pick: number) =>
  `update bookings set ${set} where id = (select id from bookings where company_id = $1 and ${which} order by id offset ${pick} limit 1)`;

/**
 * Ten people have the insights open and look whenever their page does; the office writes once for every ten looks. The first look
 * of each isn't counted: nothing is kept of nobody.
 */
async function timeKept(company: Company, owner: Connection) {
  const sessions = await Promise.all(Array.from({ length: 10 }, () => makeSession(company.manager.userId)));
  const work = dayOfWork.flatMap(([times, statement]) => Array.from({ length: times }, () => statement));
  const look = (at: number) =>
    openScreen(insightsScreen, {
      sessionId: sessions[at % sessions.length] ?? '',
      address: { params: {}, search: {} },
    });
  for (let at = 0; at < sessions.length; at += 1) await look(at);
  const before = keptRates();
  let looks = 0;
  let written = 0;
  const keptMs = await timeReads(1, async () => {
    looks += 1;
    if (looks % 10 === 0) {
      // A prime step, so that kinds of work take turns.
      const statement = work[(written * 7) % work.length];
      written += 1;
      if (statement) await owner.unsafe(statement(written % 50), [company.id]);
    }
    await look(looks);
  });
  const rates = Object.entries(keptRates()).map(([kind, now]) => {
    const [asked, hits] = [now.asked - (before[kind]?.asked ?? 0), now.hits - (before[kind]?.hits ?? 0)];
    return [kind.replace('insights ', ''), Math.round((hits / asked) * 1000) / 1000] as const;
  });
  return { keptMs, hitRate: Object.fromEntries(rates) };
}

/**
 * How long `work` takes while `at` do it at once. As many do it before: a connection lives half an hour, and plans each of its
 * statements the first times it is asked, which `coldMs`, the longest of the very first round, is of.
 */
async function timeReads(at: number, work: () => Promise<unknown>): Promise<Times> {
  const read = async () => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  const readMany = async (times: number) => {
    const taken: number[] = [];
    let left = times;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        taken.push(await read());
      }
    };
    await Promise.all(Array.from({ length: at }, worker));
    return taken.sort((one, other) => one - other);
  };
  const coldMs = round((await readMany(at)).at(-1) ?? 0);
  await readMany(Math.max(60, at * warmUps));
  const times = await readMany(repeats);
  const share = (part: number) => round(times[Math.floor((times.length - 1) * part)] ?? 0);
  return { p50: share(0.5), p95: share(0.95), coldMs };
}

/** Changes of bookings' guests and status by many writers at once, with and without counting, while a job folds. */
async function timeWrites(companyId: string, owner: Connection) {
  const ids = await owner<{ id: string }[]>`
    select id from bookings where company_id = ${companyId} and status in ('enquiry', 'quoted') order by id limit 20000`;
  const turn = async (triggers: boolean) => {
    for (const trigger of ['bookings_count_update'])
      await owner.unsafe(`alter table bookings ${triggers ? 'enable' : 'disable'} trigger ${trigger}`);
    let done = 0;
    const until = performance.now() + writeMs;
    const write = async (worker: number) => {
      for (let n = worker; performance.now() < until; n += writers) {
        const { id } = ids[n % ids.length] ?? { id: '' };
        await actAs({ role: 'system', companyId, name: 'bench' }, (tx) =>
          tx.execute(
            `update bookings set status = case status when 'enquiry' then 'quoted' else 'enquiry' end, guests = 1 + (guests + 7) % 900 where id = '${id}'`,
          ),
        );
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: writers }, (_, worker) => write(worker)));
    return (done * 1000) / writeMs;
  };
  // As every process of the product does.
  const folding = keepFolded();
  let mostUnfolded = 0;
  let watching = true;
  const count = async () => {
    while (watching) {
      const [row] = await owner<{ n: number }[]>`select count(*)::int as n from stat_deltas`;
      mostUnfolded = Math.max(mostUnfolded, row?.n ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const counted = count();
  const rates: { counting: number; plain: number }[] = [];
  for (let round = 0; round < 4; round += 1) {
    const plain = await turn(false);
    const counting = await turn(true);
    // The first pair warms up.
    if (round > 0) rates.push({ counting, plain });
  }
  folding.stop();
  watching = false;
  await counted;
  if (mostUnfolded > mostWaiting) throw new Error(`${mostUnfolded} changes waited, more than ${mostWaiting}`);
  // What was written past the triggers.
  await owner`select reconcile_stats(${companyId})`;
  const middle = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    writeRatio: round(middle(rates.map(({ counting, plain }) => counting / plain))),
    perSecond: {
      counting: round(middle(rates.map((r) => r.counting))),
      plain: round(middle(rates.map((r) => r.plain))),
    },
    mostUnfolded,
  };
}

const round = (value: number) => Math.round(value * 100) / 100;
