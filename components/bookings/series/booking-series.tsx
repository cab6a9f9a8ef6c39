import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { List, ListRow } from '@/components/ui/list-row';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import type { BookingDetail } from '@/lib/bookings/queries';
import type { Series } from '@/lib/bookings/series/queries';
import { formatEventTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { StatusPill } from '../status-pill';
import { LikeDialog } from './like-dialog';
import { MakeSeries } from './make-series';
import { SeriesCancelDialog } from './series-cancel-dialog';
import { rhythmWords } from './words';

type Props = { booking: BookingDetail['booking']; series: Series | undefined; where: Locality };

/** The series that a booking is of, or what makes one of it. */
export default function BookingSeries({ booking, series, where }: Props) {
  return series ? <SeriesMembers {...{ booking, series, where }} /> : <MakeSeries {...{ booking, where }} />;
}

type SeriesMembersProps = { booking: BookingDetail['booking']; series: Series; where: Locality };

/** The bookings of a series, and what is done to several of them at once. */
function SeriesMembers({ booking, series, where }: SeriesMembersProps) {
  const [dialog, setDialog] = useState<'like' | 'cancel'>();
  const open = booking.status !== 'completed' && booking.status !== 'cancelled';
  const shared = { booking, series, where, close: () => setDialog(undefined) };
  return (
    <Section
      title="Series"
      note={`${rhythmWords[series.rhythm]}, ${series.members.length} bookings. An edit of one is for that one alone.`}
      actions={
        open ? (
          <>
            <Button size="small" aria-haspopup="dialog" onClick={() => setDialog('like')}>
              Make others like this…
            </Button>
            <Button size="small" aria-haspopup="dialog" onClick={() => setDialog('cancel')}>
              Cancel several…
            </Button>
          </>
        ) : null
      }
    >
      <List label="Series">
        {series.members.map((member) => (
          <ListRow
            key={member.id}
            href={member.id === booking.id ? undefined : `/bookings/${member.id}?tab=series`}
            title={formatEventTime(member, where)}
            detail={member.id === booking.id ? `${member.reference}, this booking` : member.reference}
            state={
              <>
                <StatusPill status={member.status} />
                {member.own ? <Pill tone="slate">Changed by itself</Pill> : null}
              </>
            }
          />
        ))}
      </List>
      {dialog === 'like' ? <LikeDialog {...shared} /> : null}
      {dialog === 'cancel' ? <SeriesCancelDialog {...shared} /> : null}
    </Section>
  );
}
