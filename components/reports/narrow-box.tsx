'use client';

import { useEffect, useId, useState } from 'react';
import { Input } from '@/components/ui/input';
import { PlainLink } from '@/components/ui/link';
import type { DataOf } from '@/lib/platform/screen';
import { receive, type Sent } from '@/lib/platform/sent';
import { entryOf } from '@/lib/reports/catalogue';
import type { ReportKey } from '@/lib/reports/document';
import { type ReportQuery, reportHref } from '@/lib/reports/range';
import type { reportSubjectsScreen } from '@/lib/reports/subjects/screens';

type Data = DataOf<typeof reportSubjectsScreen>;
type Found = Data['found'];
const pause = 250;
const words = { customer: 'Customer', venue: 'Venue', dish: 'Dish' };

/** Finds the customer, venue or dish that a report is to be of alone; each hit is the address of that report. */
export function NarrowBox({ report, query }: { report: ReportKey; query: ReportQuery }) {
  const [typed, setTyped] = useState('');
  const { found, failed } = useSubjects(typed);
  const id = useId();
  const { narrows } = entryOf(report);
  const kinds = (['customer', 'venue', 'dish'] as const).filter((kind) => narrows.includes(kind));
  if (kinds.length === 0) return null;
  const hits = found?.filter(({ of }) => kinds.includes(of));
  return (
    <search className="flex max-w-md flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        Only of one {kinds.join(', ').replace(/, (\w+)$/, ' or $1')}
      </label>
      <Input
        id={id}
        type="search"
        value={typed}
        autoComplete="off"
        placeholder="Type a name"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {failed ? (
          <p className="text-danger-ink text-sm">The server didn’t answer. Go on typing to try again.</p>
        ) : null}
        {hits?.length === 0 ? (
          <p className="text-muted text-sm">Nothing of that name. Check the spelling.</p>
        ) : null}
        {hits && hits.length > 0 ? (
          <ul aria-label="Found" className="rounded-md border bg-surface">
            {hits.map(({ of, key, label }) => (
              <li key={`${of} ${key}`} className="border-b last:border-b-0">
                <PlainLink
                  href={reportHref(report, query, { [of]: key })}
                  onClick={() => setTyped('')}
                  className="flex min-h-10 items-center justify-between gap-3 px-3 text-sm hover:bg-hover"
                >
                  <span dir="auto" className="min-w-0 truncate">
                    {label}
                  </span>
                  <span className="text-muted">{words[of]}</span>
                </PlainLink>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </search>
  );
}

/** What fits what is typed, after a short pause; undefined while nothing is asked and until the answer has come. */
function useSubjects(typed: string): { found: Found | undefined; failed: boolean } {
  const [answer, setAnswer] = useState<{ asked?: string; found?: Found; failed: boolean }>({ failed: false });
  const asked = typed.trim();
  useEffect(() => {
    if (asked.length < 2) return setAnswer({ failed: false });
    const over = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/v1/reports/subjects?q=${encodeURIComponent(asked)}`, {
          signal: over.signal,
        });
        if (!response.ok) throw new Error(`The server answered ${response.status}`);
        const { data } = receive<Data>((await response.text()) as Sent<Data>);
        setAnswer({ asked, found: data.found, failed: false });
      } catch {
        if (!over.signal.aborted) setAnswer({ asked, failed: true });
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [asked]);
  // Of less letters something may fit; that nothing does is told of what stands there now alone.
  const isOf = answer.asked === asked;
  const shows = asked.length >= 2 && (isOf || answer.found?.length !== 0);
  return { found: shows ? answer.found : undefined, failed: isOf && answer.failed };
}
