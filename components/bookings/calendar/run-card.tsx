'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { PlainLink, TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { may } from '@/lib/auth/permissions';
import { recordArrival } from '@/lib/bookings/calendar/actions';
import type { SheetEvent } from '@/lib/bookings/calendar/run-sheet-queries';
import { mayTakePhoto } from '@/lib/bookings/photos/rules';
import { mayAdvance, mayArrive } from '@/lib/bookings/rules';
import { mapHref } from '@/lib/messaging/conversations/pin';
import { formatEventTime, formatTime } from '@/lib/platform/format/dates';
import { formatGuests } from '@/lib/platform/format/guests';
import type { Place } from '@/lib/platform/sent';
import { takeStep } from '../next-step';
import { Photos } from '../photos/photos';
import { StatusPill } from '../status-pill';
import { Tick } from '../tasks/tick';
import { KnowsButtons } from '../versions/knows-buttons';

type Props = { event: SheetEvent; place: Place; now: Date; end: () => void };

/** Where the way leads: the pin that the customer sent, else the address. Opened only by who follows it. */
function wayTo({ latitude, longitude, venue, address }: SheetEvent): string {
  if (latitude !== null && longitude !== null) return mapHref({ latitude, longitude, label: null });
  const where = [venue, address].filter(Boolean).join(', ');
  return `https://www.openstreetmap.org/search?${new URLSearchParams({ query: where })}`;
}

/** One event with what can be done about it on the spot. */
export function RunCard({ event, place, now, end }: Props) {
  const { timeZone, locale, role } = place;
  const works = may(role, 'bookings.update');
  const late = event.status === 'confirmed' && event.startsAt < now;
  return (
    <li className="flex flex-col gap-3 rounded-md border bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="tabular font-semibold text-lg">{formatEventTime(event, place)}</p>
        <StatusPill status={event.status} />
      </div>
      {late ? (
        <p className="font-medium text-attention-ink text-sm">
          It should have started at {formatTime(event.startsAt, { timeZone })}.
        </p>
      ) : null}
      <h2 dir="auto" className="font-semibold text-base">
        {may(role, 'bookings.read') ? (
          <PlainLink href={`/bookings/${event.id}`} className="rounded hover:underline">
            {event.name}
          </PlainLink>
        ) : (
          event.name
        )}
      </h2>
      <p dir="auto" className="text-sm">
        {[event.venue, event.address].filter(Boolean).join(', ')}
        <span className="block text-muted">
          {formatGuests(event.guests, locale)} · {event.customer} · {event.reference}
        </span>
        {event.occasion ? <span className="block text-muted">Part of {event.occasion}</span> : null}
        {event.team.length > 0 ? (
          <span className="block text-muted">Team: {event.team.join(', ')}</span>
        ) : null}
      </p>
      {event.dietary ? (
        <div className="rounded-md border-2 border-danger p-3 text-sm">
          <p className="flex items-center gap-1.5 font-semibold text-danger-ink">
            <Icon name="diets" className="size-4" />
            Diets and allergies
          </p>
          <p dir="auto" className="mt-1 whitespace-pre-line break-words">
            {event.dietary}
          </p>
        </div>
      ) : null}
      {event.wishes ? (
        <p dir="auto" className="whitespace-pre-line break-words text-muted text-sm">
          {event.wishes}
        </p>
      ) : null}
      {event.waiting.length > 0 ? (
        <Notice
          tone="attention"
          title="Changed since it was agreed"
          actions={works ? <KnowsButtons bookingId={event.id} waiting={event.waiting} /> : null}
        >
          {works ? (
            <TextLink href={`/bookings/${event.id}?tab=versions`}>See what changed</TextLink>
          ) : (
            'Ask the office what changed before you leave.'
          )}
        </Notice>
      ) : null}
      {event.tasks.length > 0 ? (
        <ul aria-label="Tasks today" className="border-y py-1">
          {event.tasks.map((task) => (
            <li key={task.id} dir="auto">
              {may(role, 'tasks.tick') ? (
                <Tick id={task.id} done={task.done} label={wordsOf(task, timeZone)} />
              ) : (
                <span className="flex min-h-11 items-center gap-2 text-sm">
                  {task.done ? <Icon name="check" className="size-4" /> : null}
                  {wordsOf(task, timeZone)}
                  {task.done ? <span className="sr-only">(done)</span> : null}
                </span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Photos
        bookingId={event.id}
        eventName={event.name}
        photos={event.photos.map(({ id, by, at }) => ({
          id,
          label: `Photo by ${by}, ${formatTime(at, { timeZone })}`,
        }))}
        mayAdd={may(role, 'bookings.advance') && mayTakePhoto(event.status, event.photos.length).ok}
      />
      <div className="grid grid-cols-2 gap-2">
        {event.phone ? (
          <a href={`tel:${event.phone}`} className={buttonStyle({ size: 'large' })}>
            <Icon name="phone" className="size-4" />
            Call<span className="sr-only"> {event.customer}</span>
          </a>
        ) : (
          <p className="self-center text-center text-muted text-sm">No phone number</p>
        )}
        <a href={wayTo(event)} target="_blank" rel="noreferrer" className={buttonStyle({ size: 'large' })}>
          <Icon name="place" className="size-4" />
          Navigate<span className="sr-only"> to {event.venue} (new tab)</span>
        </a>
        {may(role, 'kitchen.papers') ? (
          <PlainLink
            href={`/bookings/${event.id}/order?copy=driver`}
            className={buttonStyle({ size: 'large' })}
          >
            Event order<span className="sr-only"> of {event.name}</span>
          </PlainLink>
        ) : null}
        <Arrival event={event} timeZone={timeZone} now={now} />
        {may(role, 'bookings.advance') ? <Step event={event} now={now} end={end} /> : null}
      </div>
    </li>
  );
}

/** What a task is, by when, and whose. */
const wordsOf = ({ title, due, assignee }: SheetEvent['tasks'][number], timeZone: string) =>
  [title, [due && `by ${formatTime(due, { timeZone })}`, assignee].filter(Boolean).join(', ')]
    .filter(Boolean)
    .join(' · ');

function Arrival({ event, timeZone, now }: { event: SheetEvent; timeZone: string; now: Date }) {
  const [pending, start] = useTransition();
  const say = (arrived: boolean) =>
    start(async () => {
      const result = await attempt((key) => recordArrival({ id: event.id, arrived }, key));
      showAgain();
      // What went well shows on the card itself: a notice would lie over the next button of a phone.
      if (!result.ok) notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
    });
  if (event.arrivedAt)
    return (
      <p
        role="status"
        className="tabular flex flex-wrap items-center justify-center gap-x-1.5 text-brand-ink text-sm"
      >
        <Icon name="check" className="size-4" />
        Arrived {formatTime(event.arrivedAt, { timeZone })}
        {mayArrive(event, now).ok ? (
          <Button variant="quiet" pending={pending} onClick={() => say(false)}>
            Undo<span className="sr-only"> check-in</span>
          </Button>
        ) : null}
      </p>
    );
  if (!mayArrive(event, now).ok) return <span />;
  return (
    <Button size="large" pending={pending} onClick={() => say(true)}>
      Check in
    </Button>
  );
}

function Step({ event, now, end }: { event: SheetEvent; now: Date; end: () => void }) {
  const [pending, start] = useTransition();
  const goesTo = (to: 'in_progress' | 'completed') => mayAdvance({ ...event, menuLines: 1 }, to, now).ok;
  if (goesTo('completed'))
    return (
      <Button size="large" variant="primary" onClick={end}>
        Complete…
      </Button>
    );
  if (!goesTo('in_progress')) return <span />;
  const begin = () =>
    start(async () => {
      await takeStep(event.id, 'in_progress');
      showAgain();
    });
  return (
    <Button size="large" variant="primary" pending={pending} onClick={begin}>
      Start event
    </Button>
  );
}
