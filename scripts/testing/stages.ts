import { readFileSync } from 'node:fs';
import { runCommand, tools } from './command';
import { type Counts, countPlaywright, countVitest, orOneFailure } from './counts';

/** One part of the checks; it never throws for a failed test, only when it can't run at all. */
export type Stage = { name: string; run: () => Promise<Counts> };

/** Types of every file; first Next writes the route types that they refer to. */
export const types: Stage = {
  name: 'types',
  run: async () => {
    const generated = await runCommand({
      args: [tools.next, 'typegen'],
      env: { NEXT_TELEMETRY_DISABLED: '1' },
    });
    if (generated !== 0) return { passed: 0, failed: 1 };
    return asOneTest(await runCommand({ args: [tools.tsc, '--noEmit', '-p', '.'] }));
  },
};

/** Format and lint rules of every file that git does not ignore. */
export const lint: Stage = {
  name: 'lint',
  run: async () => asOneTest(await runCommand({ args: [tools.biome, 'check', '--error-on-warnings', '.'] })),
};

/** The import table and the file names. */
export const architecture: Stage = {
  name: 'architecture',
  run: async () =>
    asOneTest(
      await runCommand({
        args: [tools.vitest, 'run', 'lib/architecture.test.ts'],
        env: { CATER_TEST_NO_DATABASE: '1' },
      }),
    ),
};

/** Code, exports and dependencies that nothing uses. */
export const unused: Stage = {
  name: 'unused code',
  run: async () => asOneTest(await runCommand({ args: [tools.knip] })),
};

/** Architecture rules, unit and integration tests, on a PostgreSQL of their own. */
export function vitest(reportFile: string): Stage {
  return {
    name: 'architecture, unit and integration tests',
    run: async () => {
      const args = [
        tools.vitest,
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
      ];
      const code = await runCommand({ args });
      return orOneFailure({ code, counts: countVitest(readJson(reportFile)) });
    },
  };
}

/** End-to-end tests in a real browser against the production build. */
export function endToEnd({ reportFile, browser }: { reportFile: string; browser: string }): Stage {
  return {
    name: 'end-to-end tests',
    run: async () => {
      const code = await runCommand({
        args: [tools.playwright, 'test', '--pass-with-no-tests'],
        env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile },
      });
      return orOneFailure({ code, counts: countPlaywright(readJson(reportFile)) });
    },
  };
}

function asOneTest(code: number | string): Counts {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
