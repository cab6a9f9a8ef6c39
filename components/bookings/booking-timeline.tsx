'use client';

import { useQuery } from '@tanstack/react-query';
import { Banknote, MessageCircle, PencilLine, Star } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Timeline } from '@/components/ui/timeline';
import { type TimelineEntry, type TimelineKind, timelineKinds } from '@/lib/bookings/timeline';

type Props = { bookingId: string; initial: TimelineEntry[]; now: string; timeZone: string; locale: string };

const kinds: Record<TimelineKind, { label: string; icon: ReactNode }> = {
  change: { label: 'Changes', icon: <PencilLine /> },
  message: { label: 'Messages', icon: <MessageCircle /> },
  payment: { label: 'Payments', icon: <Banknote /> },
  feedback: { label: 'Feedback', icon: <Star /> },
};

const shownAtFirst = 12;
const refreshEvery = 10_000;

async function fetchTimeline(bookingId: string): Promise<TimelineEntry[]> {
  const response = await fetch(`/bookings/${bookingId}/timeline`);
  if (!response.ok) throw new Error(`The timeline answered ${response.status}`);
  return (await response.json()) as TimelineEntry[];
}

/** What happened, newest first, by kind if wanted; asks again while the page is open. */
export function BookingTimeline({ bookingId, initial, now, timeZone, locale }: Props) {
  const [kind, setKind] = useState<TimelineKind>();
  const [all, setAll] = useState(false);
  const { data } = useQuery({
    // A new rendering of the page brings newer entries; they start a new query.
    queryKey: ['booking-timeline', bookingId, now],
    queryFn: () => fetchTimeline(bookingId),
    initialData: initial,
    refetchInterval: refreshEvery,
  });
  const matching = kind ? data.filter((entry) => entry.kind === kind) : data;
  const shown = all ? matching : matching.slice(0, shownAtFirst);
  return (
    <div className="flex flex-col gap-4">
      <KindFilter entries={data} kind={kind} choose={setKind} />
      {shown.length === 0 ? (
        <p className="text-muted text-sm">Nothing has happened yet.</p>
      ) : (
        <Timeline
          label="What happened"
          items={shown.map((entry) => ({
            id: entry.id,
            icon: kinds[entry.kind].icon,
            actor: entry.actor,
            title: entry.title,
            tone: entry.tone,
            time: (
              <RelativeTime at={new Date(entry.at)} now={new Date(now)} timeZone={timeZone} locale={locale} />
            ),
            content: <Details lines={entry.details} />,
          }))}
        />
      )}
      {matching.length > shown.length ? (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {matching.length}
        </Button>
      ) : null}
    </div>
  );
}

function Details({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5">
      {lines.map((line) => (
        <li key={line} dir="auto" className="whitespace-pre-line">
          {line}
        </li>
      ))}
    </ul>
  );
}

function KindFilter(props: {
  entries: TimelineEntry[];
  kind: TimelineKind | undefined;
  choose: (kind: TimelineKind | undefined) => void;
}) {
  const present = timelineKinds.filter((kind) => props.entries.some((entry) => entry.kind === kind));
  if (present.length < 2) return null;
  const chip = (kind: TimelineKind | undefined, label: string) => (
    <button
      key={label}
      type="button"
      aria-pressed={props.kind === kind}
      onClick={() => props.choose(kind)}
      className="h-7 rounded-full border px-2.5 text-muted text-xs transition-colors hover:bg-hover hover:text-ink aria-pressed:border-brand aria-pressed:bg-brand-soft aria-pressed:font-medium aria-pressed:text-brand-ink pointer-coarse:h-10"
    >
      {label}
    </button>
  );
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">Show</legend>
      {chip(undefined, 'All')}
      {present.map((kind) => chip(kind, kinds[kind].label))}
    </fieldset>
  );
}
