'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { Timeline } from '@/components/ui/timeline';
import { type TimelineEntry, type TimelineKind, timelineKinds } from '@/lib/bookings/timeline';

type Props = { entries: readonly TimelineEntry[]; now: Date; timeZone: string; locale: string };

const kinds: Record<TimelineKind, { label: string; icon: ReactNode }> = {
  change: { label: 'Changes', icon: <Icon name="edit" /> },
  message: { label: 'Messages', icon: <Icon name="messages" /> },
  payment: { label: 'Payments', icon: <Icon name="money" /> },
  feedback: { label: 'Feedback', icon: <Icon name="feedback" /> },
};

const shownAtFirst = 12;

/** What happened, newest first, by kind if wanted. */
export function BookingTimeline({ entries, now, timeZone, locale }: Props) {
  const [kind, setKind] = useState<TimelineKind>();
  const [all, setAll] = useState(false);
  const matching = kind ? entries.filter((entry) => entry.kind === kind) : entries;
  const shown = all ? matching : matching.slice(0, shownAtFirst);
  return (
    <div className="flex flex-col gap-4">
      <KindFilter entries={entries} kind={kind} choose={setKind} />
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
            time: <RelativeTime at={entry.at} now={now} timeZone={timeZone} locale={locale} />,
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
  entries: readonly TimelineEntry[];
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
