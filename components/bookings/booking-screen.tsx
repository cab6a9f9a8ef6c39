'use client';

import { useSearchParams } from 'next/navigation';
import { lazy } from 'react';
import { PortalSection } from '@/components/customers/portal-section';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { Section } from '@/components/ui/section';
import { may } from '@/lib/auth/permissions';
import type { bookingScreen } from '@/lib/bookings/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import {
  cancelDialog,
  discountDialog,
  finalCountDialog,
  joinDialog,
  paymentDialog,
  planDialog,
  servedDialog,
  serviceChargeDialog,
  voucherDialog,
} from './booking-actions';
import { BookingHead } from './booking-head';
import { BookingTabs, readTab } from './booking-tabs';
import { BookingTimeline } from './booking-timeline';
import { overLimitsDialog } from './capacity/asked-reason';
import { issueDialog } from './money/dialog-names';
import { OccasionStrip } from './occasions/occasion-strip';
import { TaxOfferNotice } from './tax-offer';
import { UntoldNotice } from './versions/untold-notice';

const BookingDialogs = lazy(() => import('./booking-dialogs'));
const dialogs = [
  ...[paymentDialog, discountDialog, serviceChargeDialog, voucherDialog],
  ...[finalCountDialog, servedDialog, cancelDialog, overLimitsDialog, issueDialog, planDialog, joinDialog],
];
const view = { view: ['tab'] };

/** One booking: who, what, when; its parts; what happened. */
export function BookingScreen({ sent }: { sent: Sent<DataOf<typeof bookingScreen>> }) {
  const { data, place, now } = useScreen(sent, view);
  const { currency, locale, timeZone, role } = place;
  const shared = { detail: data.detail, role, currency, locale, timeZone, now };
  const tab = readTab(useSearchParams().get('tab') ?? undefined);
  return (
    <>
      <BookingHead {...shared} occasion={data.occasion?.name} />
      {data.occasion ? (
        <OccasionStrip occasion={data.occasion} bookingId={data.detail.booking.id} place={place} />
      ) : null}
      <UntoldNotice
        bookingId={data.detail.booking.id}
        versions={data.versions}
        where={{ timeZone, locale }}
      />
      <TaxOfferNotice booking={data.detail.booking} offer={data.taxOffer} {...{ currency, locale }} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
      <div className="grid gap-10 lg:grid-cols-[1fr_20rem]" onClick={openListLink}>
        <BookingTabs {...shared} work={data} active={tab} />
        <div className="flex flex-col gap-10">
          {data.portal ? (
            <PortalSection portal={data.portal} role={role} when={{ now, timeZone, locale }} />
          ) : null}
          <Section title="Timeline">
            <BookingTimeline entries={data.timeline} talk={data.talk} {...{ now, timeZone, locale }} />
          </Section>
        </div>
      </div>
      <DialogsOnDemand ids={dialogs}>
        <BookingDialogs
          detail={data.detail}
          papers={data.papers}
          cancellation={data.cancellation}
          occasion={data.occasion}
          occasions={data.occasions}
          finalCountDays={data.finalCountDays}
          mayLower={may(role, 'bookings.overrule')}
          {...{ currency, locale, timeZone, now }}
        />
      </DialogsOnDemand>
    </>
  );
}
