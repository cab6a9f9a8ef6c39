'use client';

import { useEffect, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { refreshScreens } from '@/components/screen/screen-cache';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice } from '@/components/ui/section';
import { StatBar } from '@/components/ui/stat-bar';
import { notify } from '@/components/ui/toast';
import { cancelImport, startImport, undoImport } from '@/lib/imports/actions';
import type { importScreen } from '@/lib/imports/screens';
import type { ActionResult } from '@/lib/platform/action';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ImportFigures, RowsToMend } from './import-figures';
import { kindWords, statusWords } from './words';

type Data = DataOf<typeof importScreen>;
const busyWords: Partial<Record<Data['status'], string>> = {
  checking: 'Checking every row. Nothing is written yet.',
  writing: 'Importing. Everything or nothing is kept.',
  undoing: 'Taking the import back.',
};

/** How often a step under way is looked at. */
const everyMs = 1500;

/** What an import would do, does, or did. */
export function ImportScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { id, status, counts } = data;
  const busy = busyWords[status];
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(refreshScreens, everyMs);
    return () => clearInterval(timer);
  }, [busy]);
  const run = (what: string, send: (key: string) => Promise<ActionResult<unknown>>) =>
    startTransition(async () => {
      const result = await attempt(send);
      if (!result.ok) notify({ message: what, detail: result.message, tone: 'error' });
      refreshScreens();
    });
  const start = (skipBad: boolean) => run('Not imported', (key) => startImport({ id, skipBad }, key));
  const cancel = () => run('Not cancelled', (key) => cancelImport({ id }, key));
  const undo = () => run('Not taken back', (key) => undoImport({ id }, key));
  const writes = counts.new + counts.update;
  const rows = (n: number) => `${formatCount(n, place.locale)} ${n === 1 ? 'row' : 'rows'}`;
  const { label, tone } = statusWords[status];
  const open = ['columns', 'checking', 'checked', 'writing'].includes(status);
  return (
    <>
      <PageHead
        back={{ href: '/settings/imports', label: 'Import' }}
        title={data.fileName}
        state={<Pill tone={tone}>{label}</Pill>}
        meta={[kindWords[data.kind].label, data.readAs, rows(data.totalRows), `By ${data.by}`]}
        primary={
          status === 'columns' ? (
            <ButtonLink href={`/settings/imports/${id}/columns`} variant="primary">
              Check the columns
            </ButtonLink>
          ) : status === 'checked' && writes > 0 ? (
            <Button variant="primary" pending={pending} onClick={() => start(counts.wrong > 0)}>
              {counts.wrong > 0
                ? `Import ${rows(writes)}, skip ${formatCount(counts.wrong, place.locale)}`
                : `Import ${rows(writes)}`}
            </Button>
          ) : null
        }
        menu={
          open ? (
            <Button pending={pending} onClick={cancel}>
              Cancel import
            </Button>
          ) : status === 'done' && counts.written > 0 ? (
            <Button pending={pending} onClick={undo}>
              Take import back
            </Button>
          ) : null
        }
      />
      <div className="flex max-w-3xl flex-col gap-8">
        {busy ? (
          <div role="status" className="flex flex-col gap-3">
            <p>{busy}</p>
            <StatBar
              label="Rows"
              value={`${formatCount(data.doneRows, place.locale)}`}
              share={data.doneRows / Math.max(1, totalOf(data))}
            />
            <p className="text-muted text-sm">It goes on when you leave this page.</p>
          </div>
        ) : null}
        {data.problem ? <Notice tone="attention">{data.problem}</Notice> : null}
        {status === 'checked' && writes === 0 ? (
          <Notice
            title="There is nothing to import"
            actions={<ButtonLink href="/settings/imports">Choose another file</ButtonLink>}
          >
            {counts.wrong > 0 ? 'The rows below can’t be taken as they are.' : kindWords[data.kind].all}
          </Notice>
        ) : null}
        {status === 'cancelled' ? <Notice>Cancelled. Nothing of it was kept.</Notice> : null}
        <ImportFigures data={data} locale={place.locale} />
        {status === 'checked' ? (
          <p className="text-sm">
            <ButtonLink size="small" href={`/settings/imports/${id}/columns`}>
              Change the columns
            </ButtonLink>
          </p>
        ) : null}
        <RowsToMend data={data} locale={place.locale} />
      </div>
    </>
  );
}

/** How many rows the step under way goes through. */
function totalOf({ status, totalRows, counts }: Data): number {
  if (status === 'checking') return totalRows;
  return status === 'undoing' ? counts.written : counts.new + counts.update;
}
