import type { BookingDetail } from '@/lib/bookings/queries';
import type { Series } from '@/lib/bookings/series/queries';
import type { Locality } from '@/lib/platform/format/zones';
import { MakeSeries } from './make-series';
import { SeriesMembers } from './series-members';

type Props = { booking: BookingDetail['booking']; series: Series | undefined; where: Locality };

/** The series that a booking is of, or what makes one of it. */
export default function BookingSeries({ booking, series, where }: Props) {
  return series ? <SeriesMembers {...{ booking, series, where }} /> : <MakeSeries {...{ booking, where }} />;
}
