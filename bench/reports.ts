import { performance } from 'node:perf_hooks';
import { readAs } from '@/db/session';
import { catalogue } from '@/lib/reports/catalogue';
import { plainQuery } from '@/lib/reports/range';
import { askReport } from '@/lib/reports/screens';
import { openLaid } from './many-bookings';
import { askedSizes } from './sizes';

const repeats = 30;

/** What each report's data cost of a month and of a year at 1k, 100k and 1M bookings, or at those asked for; a JSON line each, milliseconds at the middle. The last line: of each report the dearest of them beside the same at the smallest size. */
export async function measureReports(): Promise<void> {
  const dearest: Record<string, { least: number; most: number }> = {};
  for (const size of askedSizes([1_000, 100_000, 1_000_000])) {
    const { company, close } = await openLaid(size);
    try {
      for (const { key } of catalogue)
        for (const preset of ['last_month', 'last_year'] as const) {
          const times: number[] = [];
          for (let n = 0; n < repeats; n += 1) {
            const begun = performance.now();
            await readAs(company.manager, (tx) => askReport(tx, key, { ...plainQuery, preset }, new Date()));
            times.push(performance.now() - begun);
          }
          times.sort((one, other) => one - other);
          const ms = Math.round((times[repeats / 2] ?? 0) * 10) / 10;
          console.log(JSON.stringify({ bookings: size, report: key, preset, ms }));
          const of = `${key} ${preset}`;
          const { least = ms, most = ms } = dearest[of] ?? {};
          dearest[of] = { least, most: Math.max(most, ms) };
        }
    } finally {
      await close();
    }
  }
  console.log(JSON.stringify(dearest));
}
