'use client';

import { type DragEvent, useOptimistic, useState, useTransition } from 'react';
import { cx } from '@/components/ui/cx';
import { PlainLink, TextLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { enquiryStages } from '@/db/enums';
import type { EnquiryCard } from '@/lib/enquiries/card';
import { enquiryFilter } from '@/lib/enquiries/list-filter';
import type { EnquiryList } from '@/lib/enquiries/list-queries';
import { isOpen, type Stage } from '@/lib/enquiries/rules';
import { lostWords } from '@/lib/enquiries/words';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { Place } from '@/lib/platform/sent';
import { LoseDialog } from './lose-dialog';
import { AnswerClock, Marks, StagePill } from './marks';
import { moveTo } from './move-enquiry';
import { StageMenu } from './stage-menu';
import { whatIsAsked } from './words';

type Props = {
  list: Pick<EnquiryList, 'cards' | 'stages'>;
  only: Stage | undefined;
  place: Place;
  now: Date;
};

/**
 * Enquiries by stage. A card is dragged into another column, or moved by its menu; on a phone one column fills the
 * screen and the next is a swipe away.
 */
export function EnquiryBoard({ list, only, place, now }: Props) {
  const [cards, show] = useOptimistic(list.cards, (all, moved: { id: string; to: Stage }) =>
    all.map((card) => (card.id === moved.id ? { ...card, stage: moved.to } : card)),
  );
  const [losing, setLosing] = useState<EnquiryCard>();
  const [, startTransition] = useTransition();
  const move = (card: EnquiryCard, to: Stage) => {
    if (card.stage === to) return;
    if (to === 'lost') return setLosing(card);
    startTransition(async () => {
      if (isOpen(to) && card.stage !== 'won') show({ id: card.id, to });
      await moveTo(card, to);
    });
  };
  const drop = (id: string, to: Stage) => {
    const card = list.cards.find((one) => one.id === id);
    if (card) move(card, to);
  };
  return (
    <>
      <div
        className={cx(
          only
            ? 'grid gap-6'
            : '-mx-4 grid snap-x snap-mandatory auto-cols-[88%] grid-flow-col items-start gap-2 overflow-x-auto px-4 pb-4 sm:auto-cols-[minmax(11rem,1fr)] sm:snap-none md:mx-0 md:px-0',
        )}
      >
        {(only ? [only] : enquiryStages).map((stage) => (
          <Column
            key={stage}
            stage={stage}
            cards={cards.filter((card) => card.stage === stage)}
            total={list.stages[stage] ?? 0}
            wide={only !== undefined}
            {...{ place, now, move, drop }}
          />
        ))}
      </div>
      {losing ? <LoseDialog key={losing.id} card={losing} close={() => setLosing(undefined)} /> : null}
    </>
  );
}

type ColumnProps = {
  stage: Stage;
  cards: EnquiryCard[];
  total: number;
  wide: boolean;
  place: Place;
  now: Date;
  move: (card: EnquiryCard, to: Stage) => void;
  drop: (id: string, to: Stage) => void;
};

const cardType = 'text/x-enquiry';

function Column({ stage, cards, total, wide, place, now, move, drop }: ColumnProps) {
  const [over, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(cardType)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    drop(event.dataTransfer.getData(cardType), stage);
  };
  const more = total - cards.length;
  return (
    <section
      aria-labelledby={`stage-${stage}`}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={cx(
        'flex min-h-40 min-w-0 snap-center flex-col gap-3 rounded-md p-2',
        over ? 'bg-hover outline-2 outline-brand outline-dashed' : 'bg-sunken',
      )}
    >
      <h2 id={`stage-${stage}`} className="flex items-center gap-2 px-1 font-semibold text-sm">
        <StagePill stage={stage} />
        <span className="tabular text-muted">{total}</span>
      </h2>
      {cards.length === 0 ? (
        <p className="px-1 text-muted text-sm">None</p>
      ) : (
        <ul className={wide ? 'grid gap-2 md:grid-cols-2 xl:grid-cols-3' : 'flex flex-col gap-2'}>
          {cards.map((card) => (
            <Card key={card.id} card={card} place={place} now={now} move={(to) => move(card, to)} />
          ))}
        </ul>
      )}
      {more > 0 ? (
        <TextLink href={enquiryFilter.href({ view: 'list', stage })} className="px-1 text-sm">
          {more} more in the list
        </TextLink>
      ) : null}
    </section>
  );
}

type CardProps = { card: EnquiryCard; place: Place; now: Date; move: (to: Stage) => void };

function Card({ card, place: { currency, locale }, now, move }: CardProps) {
  const asked = whatIsAsked(card, locale);
  return (
    <li
      draggable={card.stage !== 'won'}
      onDragStart={(event) => {
        event.dataTransfer.setData(cardType, card.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      className={cx(
        'relative flex flex-col gap-1.5 rounded-md border bg-surface p-3 hover:border-field-line',
        card.urgent && 'border-danger',
      )}
    >
      <div className="flex items-start justify-between gap-2">
        <PlainLink
          href={`/enquiries/${card.id}`}
          draggable={false}
          className="min-w-0 break-words font-medium text-sm after:absolute after:inset-0 after:rounded-md"
        >
          <span dir="auto">{card.name}</span>
        </PlainLink>
        <span className="relative -me-1 -mt-1 shrink-0">
          <StageMenu quiet card={card} move={move} lose={() => move('lost')} />
        </span>
      </div>
      {asked ? (
        <p dir="auto" className="break-words text-muted text-sm">
          {asked}
        </p>
      ) : null}
      {card.worth === null ? null : (
        <p className="tabular font-medium text-sm">{formatMoney(card.worth, currency, locale)}</p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden">
        <Marks card={card} />
        <AnswerClock card={card} now={now} />
      </div>
      <p className="flex flex-wrap gap-x-2 text-subtle text-xs">
        {card.lostReason ? <span>{lostWords[card.lostReason]}</span> : null}
        {card.followUpOn ? <span>{`Back to it ${formatCalendarDate(card.followUpOn, locale)}`}</span> : null}
        {card.booking ? <span className="tabular">{card.booking.reference}</span> : null}
        <span>{card.owner ?? 'Nobody’s yet'}</span>
      </p>
    </li>
  );
}
