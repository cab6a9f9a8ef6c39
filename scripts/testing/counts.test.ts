import { expect, test } from 'vitest';
import { addCounts, countPlaywright, countVitest, orOneFailure } from './counts';

test('a test file that does not load is a failure', () => {
  const report = {
    success: false,
    numPassedTests: 4,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 4, failed: 2 });
});

test('an error outside of any end-to-end test is a failure; what passed only when repeated is told apart', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(countPlaywright(report)).toEqual({ passed: 8, failed: 2, again: 1 });
  expect(countPlaywright({ stats: { expected: 7, unexpected: 0, flaky: 0 }, errors: [] })).toEqual({
    passed: 7,
    failed: 0,
  });
});

test('a tool without a report, or with a bad end and a good report, has failed', () => {
  expect(orOneFailure({ code: 0, counts: countVitest(undefined) })).toEqual({ passed: 0, failed: 1 });
  expect(orOneFailure({ code: 'SIGKILL', counts: { passed: 3, failed: 0 } })).toEqual({
    passed: 3,
    failed: 1,
  });
  expect(orOneFailure({ code: 1, counts: { passed: 3, failed: 2 } })).toEqual({ passed: 3, failed: 2 });
  expect(orOneFailure({ code: 0, counts: { passed: 3, failed: 0 } })).toEqual({ passed: 3, failed: 0 });
});

test('counts add up', () => {
  expect(
    addCounts([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 4 },
    ]),
  ).toEqual({ passed: 4, failed: 6 });
});
