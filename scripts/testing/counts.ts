import { z } from 'zod';

export type Counts = {
  passed: number;
  failed: number;
  /** Of those that passed, the ones that did only when they were run again. */
  again?: number;
};

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** Counts of vitest's JSON report; a file that could not even be loaded counts as one failure. */
export function countVitest(report: unknown): Counts | undefined {
  const parsed = vitestReport.safeParse(report);
  if (!parsed.success) return undefined;
  const { numPassedTests, numFailedTests, testResults } = parsed.data;
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

/** Counts of Playwright's JSON report; a test that passed only when repeated has passed, and is told apart. */
export function countPlaywright(report: unknown): Counts | undefined {
  const parsed = playwrightReport.safeParse(report);
  if (!parsed.success) return undefined;
  const { stats, errors } = parsed.data;
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    ...(stats.flaky > 0 && { again: stats.flaky }),
  };
}

/** A tool that ended badly has at least one failure, whatever its report says or when there is none. */
export function orOneFailure({
  code,
  counts,
}: {
  code: number | string;
  counts: Counts | undefined;
}): Counts {
  const known = counts ?? { passed: 0, failed: 1 };
  return code !== 0 && known.failed === 0 ? { ...known, failed: 1 } : known;
}

/** The sum over all stages. */
export function addCounts(all: Counts[]): Counts {
  return all.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}
