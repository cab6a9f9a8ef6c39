import { readFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const mostLines = 150;

/** Says what the page of a failed test showed: where only the output is kept, pictures and files are gone. */
export default class PageOnFailure implements Reporter {
  printsToStdio() {
    return false;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus || result.status === 'skipped') return;
    const pages = result.attachments.filter(({ name, path }) => name === 'error-context' && path);
    for (const { path } of pages) {
      const page = readFileSync(path as string, 'utf8')
        .split('```yaml\n')[1]
        ?.split('\n```')[0];
      if (!page) continue;
      const all = page.split('\n');
      // What stands around it is the same on every page.
      const lines = all.slice(
        Math.max(
          0,
          all.findIndex((line) => /^\s*- main\b/.test(line)),
        ),
      );
      console.info([`What stood on the page of “${test.title}”:`, ...lines.slice(0, mostLines)].join('\n'));
    }
  }
}
