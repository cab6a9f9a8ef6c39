'use client';

import { type ReactNode, useState } from 'react';
import { CommentBox } from '@/components/comments/comment-box';
import { commentItems } from '@/components/comments/comment-items';
import { inOrder } from '@/components/comments/newest-first';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { Timeline } from '@/components/ui/timeline';
import { type TimelineEntry, timelineKinds } from '@/lib/bookings/timeline';
import type { Talk } from '@/lib/comments/queries';

type Props = {
  entries: readonly TimelineEntry[];
  talk: Talk;
  now: Date;
  timeZone: string;
  locale: string;
};

const shownKinds = ['comment', ...timelineKinds] as const;
type Kind = (typeof shownKinds)[number];

const kinds: Record<Kind, { label: string; icon: ReactNode }> = {
  comment: { label: 'Comments', icon: <Icon name="messages" /> },
  change: { label: 'Changes', icon: <Icon name="edit" /> },
  message: { label: 'Messages', icon: <Icon name="messages" /> },
  payment: { label: 'Payments', icon: <Icon name="money" /> },
  feedback: { label: 'Feedback', icon: <Icon name="feedback" /> },
};

const shownAtFirst = 12;

/** What happened and what was said about it, newest first, by kind if wanted. */
export function BookingTimeline({ entries, talk, now, timeZone, locale }: Props) {
  const [kind, setKind] = useState<Kind>();
  const [all, setAll] = useState(false);
  const lines = inOrder([
    ...commentItems(talk, { timeZone, locale }, now).map((item) => ({ kind: 'comment' as Kind, ...item })),
    ...entries.map((entry) => ({
      kind: entry.kind as Kind,
      id: entry.id,
      at: entry.at,
      icon: kinds[entry.kind].icon,
      actor: entry.actor,
      title: entry.title,
      tone: entry.tone,
      time: <RelativeTime at={entry.at} now={now} timeZone={timeZone} locale={locale} />,
      content: <Details lines={entry.details} />,
    })),
  ]);
  const matching = kind ? lines.filter((line) => line.kind === kind) : lines;
  const shown = all ? matching : matching.slice(0, shownAtFirst);
  return (
    <div id="comments" className="flex scroll-mt-20 flex-col gap-4">
      <CommentBox talk={talk} />
      <KindFilter lines={lines} kind={kind} choose={setKind} />
      {shown.length === 0 ? (
        <p className="text-muted text-sm">Nothing has happened yet.</p>
      ) : (
        <Timeline label="What happened" items={shown} />
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
  lines: readonly { kind: Kind }[];
  kind: Kind | undefined;
  choose: (kind: Kind | undefined) => void;
}) {
  const present = shownKinds.filter((kind) => props.lines.some((line) => line.kind === kind));
  if (present.length < 2) return null;
  const chip = (kind: Kind | undefined, label: string) => (
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
