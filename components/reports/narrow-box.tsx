'use client';

import { useEffect, useId, useState } from 'react';
import { Input } from '@/components/ui/input';
import { PlainLink } from '@/components/ui/link';
import type { DataOf } from '@/lib/platform/screen';
import { receive, type Sent } from '@/lib/platform/sent';
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
  return (
    <search className="flex max-w-md flex-col gap-1">
      <label htmlFor={id} className="font-medium text-sm">
        Only of one customer, venue or dish
      </label>
      <p id={`${id}-note`} className="text-muted text-sm">
        {noteOf(report)}
      </p>
      <Input
        id={id}
        type="search"
        value={typed}
        autoComplete="off"
        placeholder="Type a name"
        aria-describedby={`${id}-note`}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {failed ? (
          <p className="text-danger-ink text-sm">The server didn’t answer. Go on typing to try again.</p>
        ) : null}
        {found?.length === 0 ? (
          <p className="text-muted text-sm">Nothing of that name. Check the spelling.</p>
        ) : null}
        {found && found.length > 0 ? (
          <ul aria-label="Found" className="rounded-md border bg-surface">
            {found.map(({ of, key, label }) => (
              <li key={`${of} ${key}`} className="border-b last:border-b-0">
                <PlainLink
                  href={reportHref(report, query, { [of]: key })}
                  data-list="yes"
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

/** What a report is of, once it is narrowed. */
const noteOf = (report: ReportKey) =>
  report === 'activity'
    ? 'What was done on those bookings, their papers and money. With a dish: on bookings that it is a part of.'
    : 'With a dish the report is of whole events at which it was served.';

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
