'use client';

import { type FaultProps, PageFault } from '@/components/frame/page-fault';
import { ButtonLink } from '@/components/ui/link';

/** A client's page failed; the way to their events stays. */
export default function PortalFault(props: FaultProps) {
  return (
    <>
      <title>Something went wrong · Cater</title>
      <PageFault
        {...props}
        size="large"
        elsewhere={
          <ButtonLink href="/my/bookings" size="large">
            Go to my events
          </ButtonLink>
        }
      >
        Something failed on our side. Your event and everything you saved is safe. Try again; if it fails once
        more, call or write to us.
      </PageFault>
    </>
  );
}
