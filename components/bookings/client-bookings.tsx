'use client';

import { NewDevices } from '@/components/people/new-devices';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { bookingFilter } from '@/lib/bookings/list-filter';
import type { myBookingsScreen } from '@/lib/bookings/screens';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { ClientOccasion } from './occasions/client-occasion';
import { StatusPill } from './status-pill';

type Data = DataOf<typeof myBookingsScreen>;

const path = '/my/bookings';

/** A client's own events, the latest first; what belongs to one occasion under its name. */
export function ClientBookings({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead
        title="My events"
        primary={
          <ButtonLink href="/my/bookings/new" variant="primary" size="large">
            Plan an event
          </ButtonLink>
        }
      />
      {data.newDevices.length > 0 ? (
        <div className="mb-6 flex flex-col gap-3">
          <NewDevices devices={data.newDevices} where={place} />
        </div>
      ) : null}
      {data.rows.length > 0 ? (
        <Events list={data} place={place} />
      ) : (
        <EmptyState
          title="No events yet"
          actions={
            <ButtonLink href="/my/bookings/new" variant="primary" size="large">
              Plan an event
            </ButtonLink>
          }
        >
          Tell us when, where and for how many. You see the price as you choose the menu.
        </EmptyState>
      )}
    </>
  );
}

type Row = Data['rows'][number];
type Block = { occasion: Data['occasions'][number] } | { rows: Row[] };

/** An occasion stands with all its parts where the latest of them does, whichever page the others would be on. */
function blocksOf({ rows, occasions }: Data): Block[] {
  const blocks: Block[] = [];
  for (const row of rows) {
    const occasion = occasions.find(({ id }) => id === row.occasionId);
    const last = blocks.at(-1);
    if (occasion && occasion.parts.at(-1)?.id === row.id) blocks.push({ occasion });
    else if (!occasion && last && 'rows' in last) last.rows.push(row);
    else if (!occasion) blocks.push({ rows: [row] });
  }
  return blocks;
}

function Events({ list, place }: { list: Data; place: Place }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div onClick={openListLink}>
      <div className="flex flex-col gap-8">
        {blocksOf(list).map((block) =>
          'occasion' in block ? (
            <ClientOccasion key={block.occasion.id} occasion={block.occasion} place={place} />
          ) : (
            <Rows key={block.rows[0]?.id} rows={block.rows} place={place} />
          ),
        )}
      </div>
      <Pagination
        previousHref={list.previous && bookingFilter.href({}, { before: list.previous }, path)}
        nextHref={list.next && bookingFilter.href({}, { after: list.next }, path)}
      />
    </div>
  );
}

function Rows({ rows, place: { currency, timeZone, locale } }: { rows: Row[]; place: Place }) {
  return (
    <List label="My events">
      {rows.map((row) => (
        <ListRow
          key={row.id}
          href={`${path}/${row.id}`}
          title={row.eventName}
          state={<StatusPill status={row.status} />}
          detail={
            <>
              {formatEventStart(row.startsAt, { timeZone, locale })}
              <span className="block">{row.venue}</span>
            </>
          }
          end={<Money amountMinor={row.total} currency={currency} locale={locale} />}
        />
      ))}
    </List>
  );
}
