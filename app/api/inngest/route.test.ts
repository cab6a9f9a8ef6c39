import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { GET, POST, PUT } from './route';

it('answers nobody from outside while the runner is embedded', async () => {
  const context = { params: Promise.resolve({}) };
  const body = JSON.stringify({ version: 2, event: {}, events: [{}], steps: {}, ctx: { run_id: 'x' } });
  const address = 'http://localhost/api/inngest?fnId=cater-x&stepId=step';
  const call = (method: string) =>
    new NextRequest(address, { method, ...(method === 'GET' ? {} : { body }) });
  const answers = [
    await GET(call('GET'), context),
    await POST(call('POST'), context),
    await PUT(call('PUT'), context),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});
