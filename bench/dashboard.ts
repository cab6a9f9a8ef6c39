import { performance } from 'node:perf_hooks';
import type { Connection } from '@/db/client';

import { actAs, readAs } from '@/db/session';
import { askDashboard } from '@/lib/dashboard/queries';
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
        const times = await timeReads(company, at);
        p95[size][at] = times.p95;
        console.log(JSON.stringify({ bookings: size, concurrency: at, uncachedMs: times }));
      }
    }
    const { writeRatio, mostUnfolded, perSecond } = await timeWrites(company.id, owner);
    console.log(JSON.stringify({ writesPerSecond: perSecond, writeRatio, mostUnfolded }));
    const ratio = (p95[1_000_000]?.[1] ?? 0) / (p95[1_000]?.[1] ?? 1);
    console.log(
      JSON.stringify({
        uncachedRatio: round(ratio),
        p95At1Ms: round(p95[1_000_000]?.[1] ?? 0),
        p95At10Ms: round(p95[1_000_000]?.[10] ?? 0),
        writeRatio,
        hitRate: null,
        mostUnfolded,
      }),
    );
  } finally {
    await close();
  }
}

async function timeReads(
  { staff }: Awaited<ReturnType<typeof openCompany>>['company'],
  at: number,
): Promise<Times> {
  const read = async () => {
    const begun = performance.now();
    await readAs(staff, (tx) => askDashboard(tx, new Date()));
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
