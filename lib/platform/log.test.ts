import { afterEach, expect, test, vi } from 'vitest';
import { inContext } from './context';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('each line that is written for a request or a run carries its id, in what it sets off too', async () => {
  vi.stubEnv('LOG_LEVEL', 'info');
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  const { log } = await import('./log');
  log.info('alone');
  await inContext({ requestId: 'request-1' }, async () => {
    log.info('at once');
    await new Promise((resolve) => setTimeout(resolve, 1));
    log.error({ error: new Error('broken') }, 'later');
    log.info({ requestId: 'its-own' }, 'said itself');
  });
  await inContext({ runId: 'run-1', job: 'cater-check' }, async () => log.warn('in a job'));
  vi.restoreAllMocks();
  const told = lines.map((line) => JSON.parse(line) as Record<string, string>);
  expect(told.map(({ msg, requestId, runId, job }) => [msg, requestId, runId, job].join())).toEqual([
    'alone,,,',
    'at once,request-1,,',
    'later,request-1,,',
    'said itself,its-own,,',
    'in a job,,run-1,cater-check',
  ]);
});
