import { runStages, totalsLine } from './run-stages';
import { architecture, lint, types, unused } from './stages';

/** `npm run check`: everything that needs neither a database nor a browser. */
export async function runChecks(): Promise<void> {
  const counts = await runStages([types, lint, architecture, unused]);
  console.log(totalsLine(counts));
  process.exit(counts.failed === 0 ? 0 : 1);
}
