import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { closePool } from '@/db/client';
import { makeCompany } from '@/db/factories/company';
import { actAs } from '@/db/session';
import { faultWithoutValues } from './fault-without-values';

afterAll(closePool);

const word = 'Efua Canary';

test('what PostgreSQL tells of the row that it refused is left out of the log', async () => {
  const { system } = await makeCompany({ name: 'Faults' });
  const refusing = `do $$ begin raise unique_violation using constraint = 'once', detail = 'Key (name)=(${word}) exists'; end $$`;
  const refused: unknown = await actAs(system, (tx) => tx.execute(sql.raw(refusing))).then(
    () => undefined,
    (error: unknown) => error,
  );
  // It is there for whoever reads the fault in the process.
  expect(refused).toMatchObject({ detail: expect.stringContaining(word) });
  const told = faultWithoutValues(refused);
  expect(told).toMatchObject({ code: '23505', constraint_name: 'once' });
  expect(JSON.stringify(told)).not.toContain(word);
});

test('what a query was sent with, its causes and those of several faults are left out, and what went wrong stays', () => {
  const cause = Object.assign(new Error('refused'), { code: '23505', detail: `Key (name)=(${word}) exists` });
  const query = Object.assign(
    new Error(`Failed query: insert into x values ($1)\nparams: ${word}`, { cause }),
    {
      params: [word],
    },
  );
  const several = new AggregateError([query, new Error('other')], 'several');
  several.cause = several;
  const told = faultWithoutValues(several) as { stack: string };
  expect(JSON.stringify(told)).not.toContain(word);
  expect(told).toMatchObject({
    type: 'AggregateError',
    message: 'several',
    errors: [
      { message: 'Failed query: insert into x values ($1)', cause: { message: 'refused', code: '23505' } },
      { message: 'other' },
    ],
  });
  expect(told.stack).toContain('fault-without-values.test');
  expect(faultWithoutValues('a word')).toBe('a word');
});
