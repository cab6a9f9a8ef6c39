import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideChromium } from './chromium';
import { stopCommands } from './command';
import type { Counts } from './counts';
import { runStages, totalsLine } from './run-stages';
import { endToEnd, lint, type Stage, types, vitest } from './stages';

/** `npm test`: every stage, then the totals as the very last line. */
export async function runTests(): Promise<void> {
  const reports = mkdtempSync(join(tmpdir(), 'cater-reports-'));
  const finish = (counts: Counts) => {
    rmSync(reports, { recursive: true, force: true });
    console.log(totalsLine(counts));
    process.exit(counts.failed === 0 ? 0 : 1);
  };
  // Even when this program itself breaks, the last line says that not everything passed.
  process.once('uncaughtException', (error) => {
    console.error(error);
    finish({ passed: 0, failed: 1 });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopCommands());

  const browser: Stage = {
    name: 'end-to-end tests',
    run: async () =>
      endToEnd({ reportFile: join(reports, 'e2e.json'), browser: await provideChromium() }).run(),
  };
  finish(await runStages([types, lint, vitest(join(reports, 'vitest.json')), browser]));
}
