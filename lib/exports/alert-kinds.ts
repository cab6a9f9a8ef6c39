import { z } from 'zod';
import { exportSettled } from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';

const about = z.object({ exportId: z.uuid(), list: z.string() });

export const exportReady = alertKind({
  kind: 'export_ready',
  label: 'A file you asked for is ready',
  personal: true,
  again: true,
  about: about.extend({ rows: z.number() }),
  key: ({ exportId }) => `export:${exportId}`,
  endsOn: ({ exportId }) => [exportSettled(exportId)],
  say: ({ list, rows }) => ({
    title: `Your file is ready: ${list}`,
    detail: `${rows === 1 ? '1 row' : `${rows} rows`}. It is kept for seven days.`,
    href: '/exports',
  }),
});

export const exportFailed = alertKind({
  kind: 'export_failed',
  label: 'A file you asked for couldn’t be made',
  personal: true,
  again: true,
  about: about.extend({ why: z.string() }),
  key: ({ exportId }) => `export-failed:${exportId}`,
  endsOn: ({ exportId }) => [exportSettled(exportId)],
  say: ({ list, why }) => ({ title: `Your file couldn’t be made: ${list}`, detail: why, href: '/exports' }),
});
