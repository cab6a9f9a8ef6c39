'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { Timeline } from '@/components/ui/timeline';
import type { History } from '@/lib/audit/record-history';
import type { Talk } from '@/lib/comments/queries';
import type { Locality } from '@/lib/platform/format/zones';
import { CommentBox } from './comment-box';
import { commentItems } from './comment-items';
import { type Dated, inOrder } from './newest-first';

const shownAtFirst = 12;

/** What was said about a record and what happened to it, newest first, with the box to say something. */
export function RecordTimeline({
  talk,
  items = [],
  place,
  now,
}: {
  talk: Talk;
  items?: readonly Dated[];
  place: Locality;
  now: Date;
}) {
  const [all, setAll] = useState(false);
  const joined = inOrder([...commentItems(talk, place, now), ...items]);
  const shown = all ? joined : joined.slice(0, shownAtFirst);
  return (
    <div id="comments" className="flex scroll-mt-20 flex-col gap-6">
      <CommentBox talk={talk} />
      {shown.length === 0 ? (
        <p className="text-muted text-sm">Nothing has happened yet.</p>
      ) : (
        <Timeline label="What happened" items={shown} />
      )}
      {joined.length > shown.length ? (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {joined.length}
        </Button>
      ) : null}
    </div>
  );
}

/** The timeline of a record whose history is the trail's, as its page shows it. */
export function RecordStory({
  record: { talk, history },
  ...around
}: {
  record: { talk: Talk; history: History };
  place: Locality;
  now: Date;
}) {
  return (
    <Section title="Timeline">
      <RecordTimeline talk={talk} items={historyItems(history, around.place, around.now)} {...around} />
    </Section>
  );
}

/** What the trail says of a record, as lines of its timeline. */
const historyItems = (history: History, place: Locality, now: Date): Dated[] =>
  history.map(({ id, at, actor, title, details }) => ({
    id: `trail-${id}`,
    at,
    icon: <Icon name="edit" />,
    actor,
    title,
    time: <RelativeTime at={at} now={now} timeZone={place.timeZone} locale={place.locale} />,
    content:
      details.length === 0 ? null : (
        <ul className="flex flex-col gap-0.5">
          {details.map((line) => (
            <li key={line} dir="auto" className="whitespace-pre-line">
              {line}
            </li>
          ))}
        </ul>
      ),
  }));
