import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeCompany, type TestCompany } from '@/db/factories/company';
import { makeSession } from '@/db/factories/session';
import { actAs } from '@/db/session';
import { sayChanges, sayDeed } from '@/lib/audit/words';
import { check } from '@/lib/imports/testing/run-import';
import { listNames } from './lists';

vi.mock('@/lib/auth/session-id', () => ({
  sessionIdOfCookies: async (cookie: string) => cookie || undefined,
}));

const root = resolve(import.meta.dirname, '../..');
const below = (folder: string) =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** What writes a spreadsheet, by what it takes to write one. */
const writes = /\bcsvLine\(|\bcsvText\(|\bworkbook\(|writeXlsx|text\/csv|spreadsheetml/;
const routes = below('app').filter((path) => /sheetRoute\(|answerReportFile/.test(textOf(path)));

test('only these write spreadsheets: the direct route and the job, each of which says so in the trail', () => {
  const found = ['app', 'lib', 'components'].flatMap(below).filter((path) => writes.test(textOf(path)));
  expect(found.sort()).toEqual([
    // Says which files it takes.
    'components/imports/file-field.tsx',
    // Parts of files that `making/finish` offers.
    'lib/exports/keeping/parts.ts',
    'lib/exports/making/write-rows.ts',
    'lib/exports/making/write-workbook.ts',
    'lib/platform/csv.ts',
    // Used by `sheet-route` alone.
    'lib/platform/sheet-file.ts',
    'lib/platform/workbook.ts',
    'lib/reports/report-routes.ts',
  ]);
  expect(textOf('lib/reports/report-routes.ts')).toContain('recordExport(');
  expect(textOf('lib/platform/sheet-route.ts')).toContain('recordExport(');
  expect(textOf('lib/exports/making/finish-export.ts')).toContain('recordExport(');
});

describe('each address that gives a list as a file', () => {
  let company: TestCompany;
  let session: string;
  let importId: string;
  beforeAll(async () => {
    company = await makeCompany();
    session = await makeSession(company.manager.userId);
    importId = await check(company.manager, 'Name,Phone\nEsi,12\n');
  });

  test('is among those that are walked over', () => {
    expect(routes.length).toBeGreaterThanOrEqual(listNames.length);
    const byName = below('app').filter((path) => /\/(export|problems)\/route\.ts$/.test(path));
    expect(byName.sort()).toEqual([...routes].sort());
  });

  test.each(routes)('%s gives nothing to somebody who proved long ago who they are', async (path) => {
    const { GET } = (await import(join(root, path))) as {
      GET: (request: Request, context: unknown) => Promise<Response>;
    };
    const old = await makeSession(company.manager.userId);
    await actAs({ role: 'auth', name: 'test' }, (tx) =>
      tx.execute(sql`update sessions set confirmed_at = now() - interval '11 minutes' where id = ${old}`),
    );
    const before = await entries();
    const request = new Request('http://cater.test/x?file=csv', { headers: { cookie: old } });
    const answer = await GET(request, { params: Promise.resolve({ id: importId, report: 'financial' }) });
    expect(answer.status).toBe(403);
    expect(await entries()).toHaveLength(before.length);
  });

  test.each(routes.flatMap((path) => [[path, 'csv'] as const, [path, 'xlsx'] as const]))(
    '%s as %s is one entry of the trail',
    async (path, format) => {
      const { GET } = (await import(join(root, path))) as {
        GET: (request: Request, context: unknown) => Promise<Response>;
      };
      const before = await entries();
      const request = new Request(`http://cater.test/x?file=${format}`, { headers: { cookie: session } });
      const answer = await GET(request, { params: Promise.resolve({ id: importId, report: 'financial' }) });
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
      const [entry, ...more] = (await entries()).slice(before.length);
      expect(more).toEqual([]);
      expect(entry).toMatchObject({ user_id: company.manager.userId, detail: { format, filter: '' } });
      expect(entry?.detail).toMatchObject({ list: expect.any(String), rows: expect.any(Number) });
    },
  );

  const entries = () =>
    actAs(company.manager, (tx) =>
      tx.execute<{ user_id: string; detail: Record<string, unknown> }>(
        sql`select user_id, detail from audit_events where action = 'exported' order by id`,
      ),
    );
});

test('the trail says it in words', () => {
  const entry = {
    ...{ action: 'exported', tableName: null, changes: null },
    detail: { list: 'not-answered', filter: 'days=30', format: 'xlsx', rows: 12 },
  };
  expect(sayDeed(entry)).toBe('exported the list “not answered” as Excel, 12 rows');
  const where = { currency: 'GHS', timeZone: 'Africa/Accra', locale: 'en-GB' };
  expect(sayChanges(entry, where)).toContainEqual(
    expect.objectContaining({ label: 'Filter', after: 'days=30' }),
  );
});
