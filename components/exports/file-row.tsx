'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { refreshScreens } from '@/components/screen/screen-cache';
import { Button } from '@/components/ui/button';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { ListRow } from '@/components/ui/list-row';
import { Pill } from '@/components/ui/pill';
import { StatBar } from '@/components/ui/stat-bar';
import { notify } from '@/components/ui/toast';
import { cancelExport, repeatExport } from '@/lib/exports/actions';
import type { exportsScreen } from '@/lib/exports/screens';
import type { ActionResult } from '@/lib/platform/action';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { formatWords, statusWords } from './words';

type File = DataOf<typeof exportsScreen>['files'][number];

/** One file: how far it is, and what can be done with it. */
export function FileRow({ file, place }: { file: File; place: Place }) {
  const { id, label, status, doneRows, estimatedRows } = file;
  const { timeZone, locale } = place;
  const { label: word, tone } = statusWords[status];
  const [pending, startTransition] = useTransition();
  const run = (what: string, send: (key: string) => Promise<ActionResult<unknown>>) =>
    startTransition(async () => {
      const result = await attempt(send);
      if (!result.ok) notify({ message: what, detail: result.message, tone: 'error' });
      refreshScreens();
    });
  const name = `${label}, ${formatWords[file.format]}`;
  const facts = [
    status === 'ready' ? `${formatCount(doneRows, locale)} ${doneRows === 1 ? 'row' : 'rows'}` : null,
    file.page ? 'filtered' : null,
    file.mine ? null : file.by,
    formatDateTime({ at: file.createdAt, timeZone, locale }),
    status === 'ready' && file.expiresAt
      ? `kept until ${formatDateTime({ at: file.expiresAt, timeZone, locale })}`
      : null,
    status === 'ready' && !file.mayTake ? 'your role doesn’t allow it' : null,
  ];
  return (
    <ListRow
      title={name}
      state={<Pill tone={tone}>{word}</Pill>}
      detail={
        <>
          {facts.filter(Boolean).join(' · ')}
          {file.problem ? <p className="text-danger-ink">{file.problem}</p> : null}
          {status === 'working' ? (
            <div role="status" className="mt-1.5">
              <StatBar
                label="Rows"
                value={
                  estimatedRows === null
                    ? formatCount(doneRows, locale)
                    : `${formatCount(doneRows, locale)} of about ${formatCount(estimatedRows, locale)}`
                }
                share={doneRows / Math.max(1, estimatedRows ?? doneRows * 2)}
              />
            </div>
          ) : null}
        </>
      }
      end={
        <>
          {file.mayTake ? (
            <ButtonLink size="small" variant="primary" href={`/api/v1/exports/${id}/file`}>
              <span>
                Download<span className="sr-only"> {name}</span>
              </span>
            </ButtonLink>
          ) : null}
          {file.mayCancel ? (
            <Button
              size="small"
              pending={pending}
              onClick={() => run('Not cancelled', (key) => cancelExport({ id }, key))}
            >
              Cancel
            </Button>
          ) : null}
          {file.mayRepeat ? (
            <Button
              size="small"
              pending={pending}
              onClick={() => run('Not asked for', (key) => repeatExport({ id }, key))}
            >
              Ask again
            </Button>
          ) : null}
        </>
      }
    />
  );
}
