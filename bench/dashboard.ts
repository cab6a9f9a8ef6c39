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
import { foldStats } from '@/lib/stats/fold';
import { layBookings, openCompany } from './many-bookings';

const sizes = [1_000, 100_000, 1_000_000];
const repeats = 200;
const writers = 16;
const writeMs = 8_000;

type Times = { p50: number; p95: number };

/**
 * What the dashboard's data cost at 1k, 100k and 1M bookings, 80 % of them of the company that asks; and what
 * counting costs writers, as throughput with the triggers to that without, in turns. A JSON line each.
 */
export async function measureDashboard(): Promise<void> {
  const { company, owner, close } = await openCompany();
  try {
    const p95: Record<number, Record<number, number>> = {};
    let laid = 0;
    for (const size of sizes) {
      await layBookings(owner, company.id, { from: laid, to: size });
      laid = size;
      p95[size] = {};
      for (const at of [1, 10, 50]) {
        const times = await timeReads(at, () => readAs(company.staff, (tx) => askDashboard(tx, new Date())));
        p95[size][at] = times.p95;
        const insights = await timeReads(at, () => readInsights(company));
        console.log(
          JSON.stringify({
            bookings: size,
            concurrency: at,
            uncachedMs: times,
            insightsUncachedMs: insights,
          }),
        );
      }
    }
    const { keptMs, hitRate } = await timeKept(company);
    console.log(JSON.stringify({ insightsKeptMs: keptMs, hitRate }));
    const { writeRatio, mostUnfolded, perSecond } = await timeWrites(company.id, owner);
    console.log(JSON.stringify({ writesPerSecond: perSecond, writeRatio, mostUnfolded }));
    const ratio = (p95[1_000_000]?.[1] ?? 0) / (p95[1_000]?.[1] ?? 1);
    console.log(
      JSON.stringify({
        uncachedRatio: round(ratio),
        p95At1Ms: round(p95[1_000_000]?.[1] ?? 0),
        p95At10Ms: round(p95[1_000_000]?.[10] ?? 0),
        writeRatio,
        hitRate,
        mostUnfolded,
      }),
    );
  } finally {
    await close();
  }
}

type Company = Awaited<ReturnType<typeof openCompany>>['company'];

/** The panels of a year as a manager asks for them, nothing kept. */
const readInsights = (company: Company) =>
  readAs(company.manager, (tx) => {
    const values = valuesOf({ period: '365' }, new Date());
    return [askHead(tx, values), ...Object.values(askPanels(tx, values))] as const;
  });

/** Ten people have the insights open and look whenever their page does; one booking changes for every ten looks. */
async function timeKept(company: Company): Promise<{ keptMs: Times; hitRate: number | null }> {
  const sessions = await Promise.all(Array.from({ length: 10 }, () => makeSession(company.manager.userId)));
  let looks = 0;
  const keptMs = await timeReads(1, async () => {
    looks += 1;
    if (looks % 10 === 0)
      await actAs(company.system, (tx) =>
        tx.execute(
          `update bookings set guests = 1 + (guests + 7) % 900 where id = (select id from bookings where status = 'quoted' order by id limit 1)`,
        ),
      );
    const sessionId = sessions[looks % sessions.length] ?? '';
    await openScreen(insightsScreen, { sessionId, address: { params: {}, search: {} } });
  });
  return { keptMs, hitRate: keptRates().insights?.hitRate ?? null };
}

async function timeReads(at: number, work: () => Promise<unknown>): Promise<Times> {
  const read = async () => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  for (let n = 0; n < 60; n += 1) await read();
  const times: number[] = [];
  const worker = async () => {
    while (times.length < repeats) times.push(await read());
  };
  await Promise.all(Array.from({ length: at }, worker));
  times.sort((one, other) => one - other);
  const share = (part: number) => round(times[Math.floor((times.length - 1) * part)] ?? 0);
  return { p50: share(0.5), p95: share(0.95) };
}

/** Changes of bookings' guests and status by many writers at once, with and without counting, while a job folds. */
async function timeWrites(companyId: string, owner: Connection) {
  const ids = await owner<{ id: string }[]>`
    select id from bookings where company_id = ${companyId} and status in ('enquiry', 'quoted') order by id limit 20000`;
  const turn = async (counting: boolean) => {
    for (const trigger of ['bookings_count_update'])
      await owner.unsafe(`alter table bookings ${counting ? 'enable' : 'disable'} trigger ${trigger}`);
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
  let folding = true;
  let mostUnfolded = 0;
  const fold = async () => {
    while (folding) {
      const [row] = await owner<{ n: number }[]>`select count(*)::int as n from stat_deltas`;
      mostUnfolded = Math.max(mostUnfolded, row?.n ?? 0);
      if ((await foldStats()) === 0) await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  const folds = fold();
  const rates: { counting: number; plain: number }[] = [];
  for (let round = 0; round < 4; round += 1) {
    const plain = await turn(false);
    const counting = await turn(true);
    // The first pair warms up.
    if (round > 0) rates.push({ counting, plain });
  }
  folding = false;
  await folds;
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
