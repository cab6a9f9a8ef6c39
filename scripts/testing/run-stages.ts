import { addCounts, type Counts } from './counts';
import type { Stage } from './stages';

/** Runs the stages one after the other, each to its end, whatever the ones before it came to. */
export async function runStages(stages: Stage[]): Promise<Counts> {
  const all: Counts[] = [];
  const summary: string[] = [];
  for (const stage of stages) {
    console.log(`\n== ${stage.name}`);
    const started = Date.now();
    const counts = await runOne(stage);
    all.push(counts);
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    const again = counts.again ? `, ${counts.again} of them only when run again: look at them` : '';
    summary.push(
      `${counts.failed === 0 ? '✓' : '✗'} ${stage.name}: ${totalsLine(counts)}${again} (${seconds} s)`,
    );
  }
  console.log(`\n${summary.join('\n')}`);
  return addCounts(all);
}

/** The wording of the last line. */
export function totalsLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

async function runOne(stage: Stage): Promise<Counts> {
  try {
    return await stage.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}
