'use client';

import { useCallback, useMemo } from 'react';
import { useSent } from '@/components/screen/use-sent';
import { TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { addPart } from '@/lib/bookings/occasions/actions';
import type { partScreen } from '@/lib/bookings/occasions/screens';
import type { newBookingForm } from '@/lib/bookings/schema';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { OfficeBookingForm } from '../office-booking-form';

type Input = Parameters<typeof addPart>[0]['booking'] & Pick<typeof newBookingForm._output, 'occasionName'>;

/** Books another part of an occasion: whose and for how many stands there, and a day. */
export function PartScreen({ sent }: { sent: Sent<DataOf<typeof partScreen>> }) {
  const { of, occasion, sameDay, ...form } = useSent(sent).data;
  const { id } = of;
  const unnamed = occasion === undefined;
  const part = useMemo(() => ({ unnamed }), [unnamed]);
  const save = useCallback(
    ({ occasionName = null, ...booking }: Input, key?: string) =>
      addPart({ of: id, name: occasionName, booking }, key),
    [id],
  );
  return (
    <>
      <PageHead
        back={{ href: `/bookings/${id}`, label: of.reference }}
        title="Another part"
        meta={[
          occasion ? `Of ${occasion.name}` : `Beside ${of.eventName}`,
          sameDay ? (
            <TextLink key="next" href={`/bookings/${id}/part`}>
              On the next day instead
            </TextLink>
          ) : (
            <TextLink key="same" href={`/bookings/${id}/part?day=same`}>
              On the same day instead
            </TextLink>
          ),
        ]}
      />
      <OfficeBookingForm
        key={String(sameDay)}
        part={part}
        draftId={`part-${id}${sameDay ? '-same-day' : ''}`}
        cancelHref={`/bookings/${id}`}
        create={save}
        mayAddCustomer={false}
        {...form}
      />
    </>
  );
}
